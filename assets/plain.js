/* Dash's own drawing slows with the square of a page's parts. What is only text, tables and links is
   handed over as one part here and put into the page directly; charts and fields stay Dash's. */
(function () {
  const HTML = "dash_html_components";
  const LOCAL = /^(?:[#?]|\/(?!\/))/;
  const trees = new Map();
  let kept = 0;

  const isPart = (node) => Boolean(node && typeof node === "object" && node.type && node.props);
  const listed = (children) => (Array.isArray(children) ? children.flat(Infinity) : [children])
    .filter((child) => child !== null && child !== undefined && child !== "");

  function isPlain(node) {
    return !isPart(node) || (node.namespace === HTML && listed(node.props.children).every(isPlain));
  }

  function isNameless(node) {
    return !isPart(node) || (node.props.id === undefined && listed(node.props.children).every(isNameless));
  }

  /* The same tree, with the contents of each plain part of it kept here until it is drawn. In the
     frame (`isFrame`) what has a name stays Dash's: its callbacks ask for it by that. */
  function lighter(node, isFrame) {
    if (Array.isArray(node)) return node.map((one) => lighter(one, isFrame));
    if (!isPart(node)) return node;
    if (!isPlain(node) || (isFrame && !isNameless(node))) {
      return { ...node, props: { ...node.props, children: lighter(node.props.children, isFrame) } };
    }
    const { children, ...props } = node.props;
    kept += 1;
    const key = String(kept);
    trees.set(key, listed(children));
    return { ...node, props: { ...props, "data-plain": key } };
  }

  function attributes(props) {
    const named = {};
    Object.entries(props).forEach(function ([name, value]) {
      if (name === "children" || value === null || value === undefined || value === false) return;
      if (name === "style") named.style = styleOf(value);
      else if (name === "className") { if (value) named.class = value; }
      else if (name === "htmlFor") named.for = value;
      else if (name !== "href" || LOCAL.test(value)) named[name.toLowerCase()] = String(value);
    });
    return named;
  }

  function styleOf(style) {
    return Object.entries(style)
      .map(([name, value]) => name.replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase()) + ":" + value)
      .join(";");
  }

  function made(node) {
    if (!isPart(node)) return document.createTextNode(String(node));
    const element = document.createElement(node.type.toLowerCase());
    mend(element, node);
    return element;
  }

  /* Only what differs is touched, so that what a reader has opened, typed or focused stays. */
  function mend(element, node) {
    const before = element.drawnFrom || {};
    const now = attributes(node.props);
    Object.keys(before).forEach((name) => { if (!(name in now)) element.removeAttribute(name); });
    Object.entries(now).forEach(([name, value]) => { if (before[name] !== value) element.setAttribute(name, value); });
    element.drawnFrom = now;
    mendChildren(element, listed(node.props.children));
  }

  function mendChildren(element, children) {
    children.forEach(function (child, at) {
      const there = element.childNodes[at];
      if (!there) element.appendChild(made(child));
      else if (!isPart(child) && there.nodeType === Node.TEXT_NODE) {
        if (there.data !== String(child)) there.data = String(child);
      } else if (isPart(child) && there.nodeName.toLowerCase() === child.type.toLowerCase()) mend(there, child);
      else element.replaceChild(made(child), there);
    });
    while (element.childNodes.length > children.length) element.lastChild.remove();
  }

  function fill(box) {
    const children = trees.get(box.dataset.plain);
    if (!children) return;
    trees.delete(box.dataset.plain);
    mendChildren(box, children);
  }

  new MutationObserver(function (seen) {
    seen.forEach(function (change) {
      if (change.type === "attributes") fill(change.target);
      else change.addedNodes.forEach(function (node) {
        if (node.nodeType !== Node.ELEMENT_NODE) return;
        if (node.matches("[data-plain]")) fill(node);
        node.querySelectorAll("[data-plain]").forEach(fill);
      });
    });
  }).observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-plain"] });

  window.hub = Object.assign({}, window.hub, { lighter: lighter });
})();

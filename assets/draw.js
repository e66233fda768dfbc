/* A page that is drawn again changes only where its figures did: what is open stays open. */
(function () {
  const drawn = {};
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const isPart = (node) => Boolean(node && typeof node === "object" && node.type && node.props);

  function alike(one, other) {
    return isPart(one) && isPart(other) && one.type === other.type &&
      one.namespace === other.namespace && one.props.id === other.props.id;
  }

  /* Whether children can be mended one by one: the same parts in the same places. */
  function inStep(one, other) {
    if (Array.isArray(one) && Array.isArray(other)) {
      return one.length === other.length && one.every((node, at) => inStep(node, other[at]));
    }
    return alike(one, other) || (!isPart(one) && !isPart(other) && same(one, other));
  }

  function changes(was, now) {
    const found = {};
    new Set([...Object.keys(was), ...Object.keys(now)]).forEach(function (name) {
      if (name !== "children" && !same(was[name], now[name])) {
        found[name] = now[name] === undefined ? null : now[name];
      }
    });
    return found;
  }

  function mend(path, was, now) {
    const found = changes(was.props, now.props);
    const before = was.props.children;
    const after = now.props.children;
    const step = !same(before, after) && inStep(before, after);
    if (!step && !same(before, after)) found.children = after === undefined ? null : after;
    if (Object.keys(found).length) window.dash_clientside.set_props(path, found);
    if (step) mendChildren([...path, "props", "children"], before, after);
  }

  function mendChildren(path, before, after) {
    if (isPart(before)) mend(path, before, after);
    else if (Array.isArray(before)) {
      before.forEach(function (node, at) {
        if (isPart(node)) mend([...path, at], node, after[at]);
      });
    }
  }

  function find(node, wanted) {
    if (Array.isArray(node)) {
      for (const one of node) {
        const found = find(one, wanted);
        if (found) return found;
      }
      return null;
    }
    if (!isPart(node)) return null;
    return wanted(node.props) ? node : find(node.props.children, wanted);
  }

  function pathOf(id, node, path) {
    if (Array.isArray(node)) {
      for (let at = 0; at < node.length; at += 1) {
        const found = pathOf(id, node[at], [...path, at]);
        if (found) return found;
      }
      return null;
    }
    if (!isPart(node)) return null;
    return node.props.id === id ? path : pathOf(id, node.props.children, [...path, "props", "children"]);
  }

  function put(name, sent) {
    const tree = window.hub.lighter(sent);
    const path = pathOf(name, window.dash_component_api.getLayout(["components"]), ["components"]);
    const box = document.getElementById(name);
    if (!path || !box) return;
    const was = { type: "Page", props: { children: drawn[name] } };
    if (box.querySelector(":scope > .waiting") || drawn[name] === undefined) {
      window.dash_clientside.set_props(name, { children: tree });
    } else {
      mend(path, was, { type: "Page", props: { children: tree } });
    }
    drawn[name] = tree;
    document.getElementById("page").removeAttribute("aria-busy");
  }

  /* A mistyped address is answered by a page that is the same for all of them. */
  function putAddressIn(sent) {
    const { props } = find(sent, (one) => one.id === "address");
    if (props.pathname !== null && props.pathname !== undefined) return;
    props.pathname = window.location.pathname;
    props.search = window.location.search;
  }

  /* The frame comes with its first page: it is drawn with it at once, and kept as a later one is. */
  let first = null;
  function arrived(sent) {
    putAddressIn(sent);
    const kept = find(sent, (props) => props.data === true && /-drawn$/.test(props.id));
    if (!kept) return window.hub.lighter(sent, true);
    first = kept.props.id;
    delete kept.props.data;
    const name = first.replace("-drawn", "");
    const isBox = (props) => props.id === name;
    const box = find(sent, isBox);
    drawn[name] = window.hub.lighter(box.props.children);
    box.props.children = null;
    const frame = window.hub.lighter(sent, true);
    find(frame, isBox).props.children = drawn[name];
    return frame;
  }

  /* Dash asks for every page that it finds, so also for the first one, which is there. */
  function isHere(request) {
    const isFirst = first !== null && request.output === first + ".data";
    if (isFirst) first = null;
    return isFirst;
  }

  window.hub = Object.assign({}, window.hub, { arrived: arrived, isHere: isHere });
  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    draw: {
      page: function (tree, id) {
        if (tree) put(id.replace("-drawn", ""), tree);
        return window.dash_clientside.no_update;
      },
    },
  });
})();

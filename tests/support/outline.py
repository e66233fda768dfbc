"""A page's elements, texts and marks in order, to compare what arrived with what Dash has drawn."""

# Charts are drawn by scripts alone, and what is disabled, or wears a mark of Dash's, says that they
# are not there yet, or that they are.
_OUTLINE = """root => {
  const passing = /^(disabled|data-plain|data-dash.*|value|autocomplete|selected|step)$/;
  const said = [];
  (function walk(node, depth) {
    node.normalize();
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        if (child.data) said.push(depth + " " + child.data);
      } else if (child.nodeType === Node.ELEMENT_NODE && !child.matches("option[hidden]")) {
        const plain = (text) => text === "true" ? "" : text.replace(/[:; ]+/g, " ").trim();
        const marks = [...child.attributes].filter((one) => !passing.test(one.name))
          .map((one) => one.name + "=" + plain(one.value)).sort();
        said.push(depth + " <" + child.localName + " " + marks.join(" ") + ">");
        if (!child.classList.contains("dash-graph")) walk(child, depth + 1);
      }
    }
  })(root.cloneNode(true), 0);
  return said;
}"""
_ARRIVED = f"""async () => {{
  const sent = await (await fetch(location.href)).text();
  const words = new DOMParser().parseFromString(sent, "text/html").querySelector("#words");
  return ({_OUTLINE})(words.firstElementChild);
}}"""


def outline_drawn(page) -> list[str]:
    """Of the page as Dash has drawn it."""
    page.wait_for_load_state("networkidle")
    assert page.locator("#words").count() == 0
    return page.eval_on_selector("#react-entry-point .frame", _OUTLINE)


def outline_arrived(page) -> list[str]:
    """Of the words that the server sends for the same address."""
    return page.evaluate(_ARRIVED)

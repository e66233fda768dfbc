/* A page comes as words to read and as the parts that Dash draws it from. The words stand until Dash's
   own are there; what a reader has opened, chosen, typed or focused by then stays so. */
(function () {
  const ask = window.fetch;
  const rules = fetch("/_dash-dependencies", { headers: { Accept: "application/json" } });
  let isFrameSent = false;
  let areRulesSent = false;

  function frame() {
    isFrameSent = true;
    const parts = window.hub.arrived(JSON.parse(document.getElementById("parts").textContent));
    return Promise.resolve(new Response(JSON.stringify(parts), { headers: { "Content-Type": "application/json" } }));
  }

  function isHere(address, how) {
    return String(address).startsWith("/_dash-update-component") && window.hub.isHere(JSON.parse(how.body));
  }

  window.fetch = function (address, how) {
    if (address === "/_dash-layout" && !isFrameSent && document.getElementById("parts")) return frame();
    if (address === "/_dash-dependencies" && !areRulesSent) {
      areRulesSent = true;
      return rules;
    }
    return isHere(address, how) ? Promise.resolve(new Response(null, { status: 204 })) : ask.call(window, address, how);
  };

  const within = (box, places) => Array.from(box.querySelectorAll(places));
  const FIELDS = "input:not([type=hidden]), textarea, select";

  /* Told as if it were typed here: Dash heeds only that. */
  function type(field, text) {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function carry(from, to) {
    if (!from || from.disabled) return;
    if (from.localName === "select") to.selectedIndex = from.selectedIndex;
    else if (from.type === "file") { if (from.files.length) to.files = from.files; }
    else if (from.type === "checkbox" || from.type === "radio") to.checked = from.checked;
    else if (from.value !== from.defaultValue) type(to, from.value);
  }

  function handOver(words, frame) {
    const focusable = "a, summary, input, textarea, select, button";
    const at = within(words, focusable).indexOf(document.activeElement);
    const open = within(words, "details").map((one) => one.open);
    const filled = within(words, FIELDS);
    words.remove();
    queueMicrotask(function () { // by then the plain parts are filled, too
      within(frame, "details").forEach((one, n) => { one.open = Boolean(open[n]); });
      within(frame, FIELDS).forEach((one, n) => carry(filled[n], one));
      if (at >= 0) within(frame, focusable)[at].focus({ preventScroll: true });
    });
  }

  new MutationObserver(function (_, watch) {
    const frame = document.querySelector("#react-entry-point .frame");
    if (!frame) return;
    watch.disconnect();
    handOver(document.getElementById("words"), frame);
  }).observe(document, { childList: true, subtree: true });
})();

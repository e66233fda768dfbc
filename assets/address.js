/* The address is the only state: links and filters change it, the pages read it. */
(function () {
  const FILTERS = ["area", "quarter", "span", "function"];
  const ANY = "any"; // the choice that is left out of the address
  let arrived = false; // with a title of its own; from then on a new page takes the focus, as a loaded one would

  /* Until Dash has drawn the page, links and forms do what they do without scripts. */
  const isBefore = () => document.getElementById("words") !== null;

  function go(url) {
    const elsewhere = new URL(url, location.href).pathname !== location.pathname;
    history.pushState({}, "", url);
    document.getElementById("page").setAttribute("aria-busy", "true");
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    if (elsewhere) window.scrollTo(0, 0);
  }

  function chosen() {
    const kept = new URLSearchParams();
    const now = new URLSearchParams(location.search);
    FILTERS.forEach((name) => { if (now.get(name)) kept.set(name, now.get(name)); });
    return kept;
  }

  function withFilters(link) {
    const target = new URL(link.href);
    if (!target.search) target.search = chosen().toString();
    return target.pathname + target.search + target.hash;
  }

  document.addEventListener("click", function (event) {
    const link = event.target.closest("a[href]");
    if (isBefore() || !link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const inside = link.origin === location.origin && !link.hasAttribute("download") && !link.target;
    if (!inside || link.pathname.startsWith("/export/")) return;
    if (link.hash && link.pathname === location.pathname) return;
    event.preventDefault();
    document.documentElement.removeAttribute("data-menu");
    go(withFilters(link));
  });

  document.addEventListener("submit", function (event) {
    const form = event.target.closest(".find");
    if (isBefore() || !form) return;
    event.preventDefault();
    go("/find?" + new URLSearchParams(new FormData(form)).toString());
  });

  document.addEventListener("change", function (event) {
    const name = FILTERS.find((one) => event.target.id === "filter-" + one);
    if (!name) return;
    const query = new URLSearchParams(location.search);
    if (event.target.value !== ANY) query.set(name, event.target.value);
    else query.delete(name);
    const text = query.toString();
    go(location.pathname + (text ? "?" + text : ""));
  });

  function show() {
    const query = new URLSearchParams(location.search);
    FILTERS.forEach(function (name) {
      const select = document.getElementById("filter-" + name);
      if (!select) return;
      const wanted = query.get(name) || ANY;
      const known = Array.from(select.options).find(
        (option) => option.value.toLowerCase() === wanted.toLowerCase());
      const value = known ? known.value : ANY;
      if (select.value !== value) window.dash_clientside.set_props(select.id, { value: value });
    });
    if (location.pathname === "/find") {
      window.dash_clientside.set_props("find-words", { value: query.get("q") || "" });
    }
    document.querySelectorAll("a[data-section]").forEach(function (link) {
      const section = link.dataset.section;
      const here = location.pathname === section ||
        (link.dataset.covers && location.pathname.startsWith(link.dataset.covers));
      if (here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    address: {
      show: function () { show(); return window.dash_clientside.no_update; },
      title: function (title) {
        if (title && title !== document.title) {
          if (arrived) document.getElementById("main").focus({ preventScroll: true });
          document.title = title;
        }
        arrived = arrived || Boolean(title);
        return window.dash_clientside.no_update;
      },
    },
  });
})();

/* Runs in the head, so that a dark page never flashes light. */
(function () {
  var kept = null;
  try { kept = localStorage.getItem("theme"); } catch (error) { kept = null; }
  var dark = kept ? kept === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();

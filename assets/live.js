/* Open pages notice new data: a cheap question every four seconds while the page is seen. */
(function () {
  const LOST = "The hub cannot be reached; trying again";
  const PATIENCE_MS = 8000;
  let asking = false;
  let lost = false;

  async function ask(known) {
    const { no_update } = window.dash_clientside;
    const answer = await fetch("/data-version" + (lost ? "" : "?known=" + known), { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!answer.ok) throw new Error(answer.status);
    const now = await answer.json();
    lost = false;
    return [now.version === known ? no_update : now.version, now.said || no_update];
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    live: {
      poll: async function (_tick, known) {
        const { no_update } = window.dash_clientside;
        if (document.hidden || asking) return [no_update, no_update];
        asking = true;
        try {
          return await ask(known);
        } catch (error) {
          lost = true;
          return [no_update, LOST];
        } finally {
          asking = false;
        }
      },
    },
  });
})();

/* Open pages notice new data: a cheap question every four seconds while the page is seen. */
(function () {
  let asking = false;

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    live: {
      poll: async function (_tick, known) {
        const { no_update } = window.dash_clientside;
        if (document.hidden || asking) return [no_update, no_update];
        asking = true;
        try {
          const answer = await fetch("/data-version?known=" + known, { cache: "no-store" });
          if (!answer.ok) return [no_update, "The hub cannot be reached; trying again"];
          const now = await answer.json();
          return now.version === known ? [no_update, no_update] : [now.version, now.said];
        } catch (error) {
          return [no_update, "The hub cannot be reached; trying again"];
        } finally {
          asking = false;
        }
      },
    },
  });
})();

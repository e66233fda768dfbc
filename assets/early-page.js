/* What Dash asks for first is asked for at once, beside its scripts, and says which page is open. */
(function () {
  const LONGEST = 2000; // a longer one is read when the frame stands
  const page = location.pathname + location.search;
  const headers = Object.assign({ Accept: "application/json" }, page.length <= LONGEST && { "X-Page": page });
  const ask = window.fetch;
  const asked = new Map(["/_dash-layout", "/_dash-dependencies"].map(
    (address) => [address, fetch(address, { headers: headers })]));

  async function drawn(layout) {
    const answer = await layout;
    if (!answer.ok) return answer;
    const frame = JSON.stringify(window.hub.arrived(await answer.json()));
    return new Response(frame, { headers: { "Content-Type": "application/json" } });
  }

  window.fetch = function (address, how) {
    const early = asked.get(address);
    asked.delete(address);
    if (early) return address === "/_dash-layout" ? drawn(early) : early;
    const isHere = String(address).startsWith("/_dash-update-component") && window.hub.isHere(JSON.parse(how.body));
    return isHere ? Promise.resolve(new Response(null, { status: 204 })) : ask.call(window, address, how);
  };
})();

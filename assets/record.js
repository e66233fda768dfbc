/* A form of the journal is sent without leaving its page: what is wrong is said above it. */
document.addEventListener("submit", function (event) {
  const form = event.target.closest(".entering");
  if (!form) return;
  event.preventDefault();
  const button = form.querySelector("button[type=submit]");
  const alarm = form.querySelector("[role=alert]");
  if (button.getAttribute("aria-disabled")) return;
  button.setAttribute("aria-disabled", "true");

  function tell(sentences) {
    alarm.querySelector("ul").replaceChildren(...sentences.map(function (sentence) {
      const line = document.createElement("li");
      line.textContent = sentence;
      return line;
    }));
    alarm.hidden = false;
    alarm.scrollIntoView({ block: "nearest" });
    button.removeAttribute("aria-disabled");
  }

  fetch(form.action, { method: "POST", body: new FormData(form, button), headers: { Accept: "application/json" } })
    .then((answer) => answer.json())
    .then((told) => (told.to ? location.assign(told.to) : tell(told.wrong)))
    .catch(() => tell(["It could not be sent. Check the connection and try again; nothing was entered."]));
});

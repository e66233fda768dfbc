/* Files that are too large together are told before they are sent; a form is sent once. */
document.addEventListener("submit", function (event) {
  const form = event.target.closest(".sending, .act");
  if (!form) return;
  const button = form.querySelector("button");
  const files = Array.from((form.querySelector("input[type=file]") || {}).files || []);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (form.dataset.largest && size > Number(form.dataset.largest)) {
    const alarm = form.querySelector("[role=alert]");
    alarm.hidden = false;
    alarm.textContent = form.dataset.tooLarge;
    event.preventDefault();
  } else if (button.getAttribute("aria-disabled")) {
    event.preventDefault();
  } else {
    button.setAttribute("aria-disabled", "true");
    if (files.length) form.querySelector("[role=status]").textContent = "Sending the files…";
  }
});

/* A page that the browser kept may be used again. */
addEventListener("pageshow", function () {
  document.querySelectorAll("form button[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
});

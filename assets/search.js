/* Typing in a search field narrows the table below it; nothing leaves the page. */
document.addEventListener("input", function (event) {
  const field = event.target.closest(".search");
  const table = field && field.parentElement.querySelector("table");
  if (!table) return;
  const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = Array.from(table.tBodies[0].rows);
  rows.forEach(function (row) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
  });
  const left = rows.filter((row) => !row.hidden).length;
  field.querySelector(".search-count").textContent = words.length ? left + " of " + rows.length + " shown" : "";
});

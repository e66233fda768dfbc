// Types cells into a template and saves it: node sheetjs.js TEMPLATE CELLS ENDING FOLDER
const fs = require("fs");
const path = require("path");
const XLSX = require("@e965/xlsx");

const [template, cells, ending, folder] = process.argv.slice(2);
const book = XLSX.readFile(template, { cellStyles: true, cellNF: true, cellDates: true });
const dateNF = ending === "csv" ? { dateNF: "dd/mm/yyyy" } : {}; // a CSV shows what it is told to
for (const { sheet, row, column, value, day } of JSON.parse(fs.readFileSync(cells))) {
  const [year, month, date] = (day || "").split("-").map(Number);
  const typed = day ? new Date(year, month - 1, date) : value;
  const origin = { r: row - 1, c: column - 1 };
  XLSX.utils.sheet_add_aoa(book.Sheets[sheet], [[typed]], { origin, cellDates: true, ...dateNF });
}
if (ending === "csv") {
  for (const name of book.SheetNames.filter((each) => each !== "Return" && each !== "Read me"))
    fs.writeFileSync(path.join(folder, `${name}.csv`), XLSX.utils.sheet_to_csv(book.Sheets[name]));
} else {
  XLSX.writeFile(book, path.join(folder, `filled.${ending}`), { bookType: ending === "xls" ? "biff8" : ending, cellDates: true });
}

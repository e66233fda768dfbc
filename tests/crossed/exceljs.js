// Types cells into a template and saves it: node exceljs.js TEMPLATE CELLS ENDING FOLDER
const fs = require("fs");
const path = require("path");
const ExcelJS = require("exceljs");

async function main([template, cells, ending, folder]) {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(template);
  for (const { sheet, row, column, value, day } of JSON.parse(fs.readFileSync(cells)))
    book.getWorksheet(sheet).getRow(row).getCell(column).value = day ? new Date(`${day}T00:00:00Z`) : value;
  if (ending !== "csv") return book.xlsx.writeFile(path.join(folder, `filled.${ending}`));
  const dates = { dateFormat: "DD/MM/YYYY", dateUTC: true };
  for (const { name } of book.worksheets.filter((each) => each.name !== "Return" && each.name !== "Read me"))
    await book.csv.writeFile(path.join(folder, `${name}.csv`), { sheetName: name, ...dates });
}

main(process.argv.slice(2)).catch((fault) => {
  console.error(fault.message);
  process.exit(1);
});

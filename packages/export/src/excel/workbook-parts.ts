import { xmlText } from './xml-text.js'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SHEET_ML = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Programs tell the kind of the file from its first part, when nobody knows yet how many sheets there will be: so a part is a sheet unless named. */
export const CONTENT_TYPES = `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="${SHEET_ML}.worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_ML}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_ML}.styles+xml"/></Types>`

export const PACKAGE_RELATIONS = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

export const sheetPath = (index: number): string => `xl/worksheets/sheet${index + 1}.xml`

/** The workbook with as many sheets as there are numbers, each the rows of one; the first has the name, the others `name 2`, `name 3`, … */
export function workbookXml(name: string, lastColumn: string, rows: readonly number[]): string {
  const sheetName = (index: number) => xmlText(index === 0 ? name : `${name} ${index + 1}`)
  const sheets = rows.map((_, index) => `<sheet name="${sheetName(index)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
  // Excel keeps the range of a sheet's filters under this name.
  const names = rows.map(
    (count, index) =>
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">'${sheetName(index)}'!$A$1:$${lastColumn}$${count}</definedName>`,
  )
  return `${HEAD}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets><definedNames>${names.join('')}</definedNames></workbook>`
}

export function workbookRelations(sheets: number): string {
  const relations = Array.from(
    { length: sheets },
    (_, index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  )
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}<Relationship Id="rId${sheets + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`
}

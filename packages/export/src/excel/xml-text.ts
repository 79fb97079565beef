const SPECIAL = /[&<>"\p{Cc}\ufffe\uffff]|_x[\dA-Fa-f]{4}_/u
const EACH_SPECIAL = new RegExp(SPECIAL.source, 'gu')

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '\t',
  '\n': '\n',
}

/**
 * A text in the XML of a spreadsheet. What XML cannot hold, and a carriage return, which its readers take for a line feed, has the escape that
 * Excel reads (ECMA-376, ST_Xstring): `_x0000_`; a text that looks like one has its underscore escaped.
 */
export const xmlText = (text: string): string => (SPECIAL.test(text) ? text.replace(EACH_SPECIAL, escaped) : text)

function escaped(special: string): string {
  if (special.length > 1) return `_x005F_${special.slice(1)}`
  return ENTITIES[special] ?? `_x${special.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
}

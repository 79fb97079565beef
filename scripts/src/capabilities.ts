import { providers } from '../../packages/all/dist/index.js'
import { capabilitiesOf, capabilityTable } from '../../packages/provider/dist/capabilities.js'
import { table } from './markdown.ts'

/** What every provider can do, from the built packages. */
export const capabilities = Object.values(providers).map(capabilitiesOf)

/** All of them as a Markdown table with its legend, a row per provider. `nameOf` makes the first cell of a row. */
export function providersTable(nameOf = (id: string) => id): string {
  const { head, rows, legend } = capabilityTable(capabilities)
  const named = rows.map(([id = '', ...cells]) => [nameOf(id), ...cells.map(withoutEmphasis)])
  return `${table(head, named)}\n\n${withoutEmphasis(legend.join(' '))}`
}

/** Text whose asterisks Markdown leaves as they are. */
const withoutEmphasis = (text: string) => text.replaceAll('*', '\\*')

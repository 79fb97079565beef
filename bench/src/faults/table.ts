import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceBlock } from '../../../scripts/src/block.ts'
import { table } from '../../../scripts/src/markdown.ts'
import { loadResult } from '../results.ts'
import { DEADLINE_S } from './cell.ts'
import { FAULT_CONTENDERS, FAULT_LABELS, type FaultContender, RETRIES, TIMEOUT_MS } from './client.ts'
import { repeatingKeys } from './platforms.ts'
import { ROWS, type Row } from './rows.ts'
import type { FaultResult } from './run.ts'

const page = join(import.meta.dirname, '../../../docs/reliability.md')

/** Writes the last results between the markers of docs/reliability.md, and returns them; nothing if there are none. */
export function writeFaultTable(): string {
  const result = loadResult<FaultResult>('faults')
  if (!result) return ''
  const head = ['what goes wrong', 'wanted', ...FAULT_CONTENDERS.map((contender) => FAULT_LABELS[contender].label)]
  const rows = ROWS.map((row) => [
    row.title,
    row.wanted,
    ...FAULT_CONTENDERS.map((contender) => cellText(result, row, contender)),
  ])
  const text = `${table(head, [...rows, keyRow(result)])}\n\n${notes(result)}`
  writeFileSync(page, replaceBlock(readFileSync(page, 'utf8'), 'faults', text))
  return text
}

/** The result with the defaults, and with its own options if that is better, worse, or ends a hang. */
function cellText({ cells }: FaultResult, row: Row, contender: FaultContender): string {
  const [byDefault, configured] = [false, true].map((with_) => {
    const found = cells.find((one) => one.row === row.title && one.contender === contender && one.configured === with_)
    if (!found) return undefined
    const mark = row.isMoot?.(found.cell) ? '–' : row.passes(found.cell) ? '✓' : '✗'
    return { mark, text: `${mark} ${row.tell(found.cell)}`, hung: found.cell.ended === 'hung' }
  })
  if (!byDefault || !configured) return '–'
  const differs = configured.mark !== byDefault.mark || configured.hung !== byDefault.hung
  return differs ? `${byDefault.text}; with options ${configured.text}` : byDefault.text
}

/** All runs that ended in an error, except those where the platform repeats the key. */
function keyRow({ cells: all }: FaultResult): string[] {
  const usual = new Set(ROWS.filter(({ change }) => change !== repeatingKeys).map(({ title }) => title))
  const cells = all.filter(({ row }) => usual.has(row))
  const texts = FAULT_CONTENDERS.map((contender) => {
    const errors = cells.filter((one) => one.contender === contender && one.cell.error !== '')
    const printed = errors.filter(({ cell }) => cell.keyPrinted).length
    return printed === 0 ? `✓ not in ${errors.length} errors` : `✗ in ${printed} of ${errors.length} errors`
  })
  return ['printed errors of all other runs', 'no key in them', ...texts]
}

function notes({ date, node, versions }: FaultResult): string {
  const names = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  const options = FAULT_CONTENDERS.map((contender) => `${FAULT_LABELS[contender].label}: ${FAULT_LABELS[contender].options}`)
  // A sentence a line: Markdown joins them.
  return [
    `Measured on ${date} with Node ${node}: ${names.join(', ')}, and the client that redocly makes of Butter's spec.`,
    'The lists have 250 calls in pages of 100; unless stated otherwise, the second page meets the fault once.',
    `Each run is a process of its own, stopped after ${DEADLINE_S} s or at 1 GiB.`,
    '*Hung* may not be for ever: Node gives up a silent connection after 300 s, and so does the list of retell-sdk by default.',
    'Between backticks is the class of the error, with its code or status, or the request that the server received.',
    'A fault is the same code and bytes for everyone; the two SDKs list the same number of calls in their own shapes.',
    'retell-sdk, @vapi-ai/server-sdk and openapi-fetch do not page by themselves: the loop is what their users write.',
    '–: does not apply.',
    '',
    `Every contender runs again *with its own options*, as far as it documents them, for a deadline of ${TIMEOUT_MS / 1000} s, ${RETRIES} retries and`,
    'no redirects; the table says where that is better, worse, or ends a hang:',
    '',
    ...options.map((option) => `- ${option}`),
    '',
    '`pnpm bench faults` measures it again and writes this table.',
  ].join('\n')
}

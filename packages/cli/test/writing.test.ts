import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { callspec, folderWith } from './run-callspec.js'
import { BUTTER_ROW, butterPage, serve } from './serve.js'

/** A name, and the columns of a terminal that it takes. */
const NAMES: [name: string, columns: number][] = [
  ['علی\u200cرضا', 6],
  ['می\u200cخواهم', 7],
  ['۱۲\u200cتایی', 6],
  ['ᠮᠣᠩ\u180bᠭᠣᠯ', 6],
  ['क्\u200dष', 1],
  ['ශ්\u200dරී', 2],
  ['രമണന്\u200d', 4],
  ['👩🏽\u200d💻 Ada', 6],
  ['👨\u200d👩\u200d👧', 2],
  ['🏳️\u200d🌈', 2],
  ['❤️\u200d🔥', 2],
  ['🫱🏻\u200d🫲🏿', 2],
  ['🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', 2],
  ['葛\u{e0100}城', 4],
  ['☎\ufe0e', 1],
  ['नमस्ते', 3],
  ['한국', 4],
  ['Zoe\u0308', 3],
]

const HARM: [text: string, shown: string][] = [
  ['\u200dAda', '\ufffdAda'],
  ['Ada\u200c Lovelace', 'Ada\ufffd Lovelace'],
  ['Ada \u200d Lovelace', 'Ada \ufffd Lovelace'],
  ['Ada\u200c\u200dLovelace', 'Ada\ufffd\ufffdLovelace'],
  ['1\u200d2', '1\ufffd2'],
  ['👩\u200d', '👩\ufffd'],
  ['👩\u200cA', '👩\ufffdA'],
  ['Ada\u202eevil', 'Ada\ufffdevil'],
  ['Ada\u2066x\u2069', 'Ada\ufffdx\ufffd'],
  ['a\u200e\u200f\u061cb', 'a\ufffd\ufffd\ufffdb'],
  ['a\u200bb\ufeffc\u00add', 'a\ufffdb\ufffdc\ufffdd'],
  ['a\u0085b\u009bc\u007fd', 'a\ufffdb\ufffdc\ufffdd'],
  ['A\u{e0067}\u{e0062}', 'A\ufffd\ufffd'],
  ['A\u{e0100}', 'A\ufffd'],
  ['\u0600١٢', '\u0600١٢'],
  ['🏴'.concat('\u{e0061}'.repeat(9)), '🏴'.concat('\u{e0061}'.repeat(7), '\ufffd\ufffd')],
]

async function listed(names: readonly string[], columns: number) {
  const rows = names.map((agent_name, index) => ({ ...BUTTER_ROW, call_sid: `call_${100 + index}`, agent_name }))
  const cwd = folderWith({ sources: [{ provider: 'butter', apiKey: 'k', baseUrl: await serve(butterPage(rows)) }] })
  const [list, got] = [
    await callspec(['list', '--order', 'arrival'], { cwd, env: { COLUMNS: String(columns) } }),
    await callspec(['list', '--order', 'arrival', '--json'], { cwd }),
  ]
  expect(
    got.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).agent.name),
  ).toEqual(names)
  return list.stdout.trimEnd().split('\n')
}

test('a name is shown as it is written, and takes the columns that a terminal gives it', async () => {
  const lines = await listed(
    NAMES.map(([name]) => name),
    160,
  )
  const front = `2026-03-09 10:00:05  butter  outbound   completed  +15559876543  `
  const agent = Math.max(...NAMES.map(([, columns]) => columns))
  expect(lines.slice(1)).toEqual(
    NAMES.map(([name, columns], index) => `${front}${name}${' '.repeat(agent - columns)}      2:01  call_${100 + index}`),
  )
})

test('on a terminal of 80 columns each call is one line, and a name that has no room ends in an ellipsis', async () => {
  const lines = await listed(
    NAMES.map(([name]) => name),
    80,
  )
  expect(lines).toHaveLength(NAMES.length + 1)
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(80)
  for (const [name, columns] of NAMES) if (columns <= 12) expect(lines.join('\n')).toContain(`  ${name} `)
})

test('a name that is too long is cut between characters, never within one', async () => {
  const lines = await listed(['👩🏽\u200d💻'.repeat(40), 'क्\u200dष'.repeat(50)], 160)
  expect(lines.slice(1)).toEqual([
    expect.stringMatching(/ {2}(?:👩🏽\u200d💻){10}…(?:👩🏽\u200d💻){9} {7}2:01 {2}call_100$/u),
    expect.stringMatching(/ {2}(?:क्\u200dष){20}…(?:क्\u200dष){19} {6}2:01 {2}call_101$/u),
  ])
})

test('what a terminal would obey or nobody would see is replaced, a joiner that joins nothing included', async () => {
  const lines = await listed(
    HARM.map(([text]) => text),
    160,
  )
  const names = lines.slice(1).map((line) => line.slice(65).replace(/ +2:01 {2}call_\d+$/, ''))
  expect(names).toEqual(HARM.map(([, shown]) => shown))
})

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What is another platform's in place of Parley's; every pattern has to be found. */
const CHANGES: [pattern: RegExp, replacement: string][] = [
  [/Parley/g, 'Plainly'],
  [/parley\.example/g, 'plainly.example'],
  // Another kind of credential.
  [/apiKey: \[\]/, 'token: []'],
  [
    / {4}apiKey:\n(?: {6}.*\n)+/,
    '    token:\n      type: http\n      scheme: bearer\n      description: A token.\n      x-callspec: { environment: PLAINLY_TOKEN }\n',
  ],
  // No direction, and no filter by direction or agent.
  [/ {8}- name: direction\n(?: {10}.*\n)+/, ''],
  [/ {8}direction: .*\n/, ''],
  [/ {4}Direction:\n(?: {6}.*\n)+/, ''],
  [/ {8}- name: agent\n(?: {10}.*\n)+/, ''],
  // Members that some rows lack.
  [/(ended: \{ type: )\[integer, 'null'\]/, '$1integer'],
  [/(seconds: \{ type: )\[number, 'null'\]/, '$1number'],
  // Stamps in words, one of them of the start.
  [
    /( {8})created: .*\n/,
    "$1created: { type: string, description: 'When the call was created, ISO 8601.' }\n$1started: { type: string, description: 'When it began, ISO 8601.' }\n",
  ],
  [
    /(- name: (?:since|until)\n.*\n).*\n.*\n/g,
    '$1          description: By the creation, ISO 8601.\n          schema: { type: string }\n',
  ],
]

/** Turns a copy of Parley's spec into one of a platform that lacks what many lack. */
export function writePlainSpec(folder: string): void {
  const path = join(folder, 'openapi.yaml')
  const spec = CHANGES.reduce(
    (text, [pattern, replacement]) => {
      if (text.search(pattern) === -1) throw new Error(`${pattern} is not in the spec. Bring this file up to date.`)
      return text.replace(pattern, replacement)
    },
    readFileSync(path, 'utf8'),
  )
  writeFileSync(path, spec)
  for (const name of ['list-calls', 'get-call']) {
    const file = join(folder, `examples/${name}.json`)
    const example = JSON.parse(readFileSync(file, 'utf8'))
    for (const row of example.value.calls ?? [example.value]) {
      delete row.direction
      Object.assign(row, { created: '2026-11-01T08:00:00Z', started: '2026-11-01T08:00:05Z' })
    }
    writeFileSync(file, JSON.stringify(example, null, 2))
  }
}

import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { csvHead, csvRows, exportCalls, formatOf } from '@callspec/export'
import { describe, expect, test } from 'vitest'
import { callWith, stream } from './calls.js'
import { folder } from './folder.js'

const ENDINGS = ['csv', 'xlsx', 'parquet', 'ndjson', 'vcon.json']

async function* failing() {
  for (let index = 0; index < 1000; index++) yield callWith({ id: String(index), transcriptText: 'x'.repeat(2000) })
  throw new Error('The source failed.')
}

describe.each(ENDINGS)('a .%s file', (ending) => {
  test('appears under its name only when it is complete, for its owner alone', async () => {
    const path = folder()
    const file = join(path, `calls.${ending}`)
    let seen: boolean | undefined
    await exportCalls(
      (async function* () {
        yield callWith()
        seen = existsSync(file)
        yield callWith()
      })(),
      file,
    )
    expect(seen).toBe(false)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(path)).toEqual([`calls.${ending}`])
  })

  test('that fails leaves what was there before, and nothing else', async () => {
    const path = folder()
    const file = join(path, `calls.${ending}`)
    writeFileSync(file, 'before')
    await expect(exportCalls(failing(), file)).rejects.toThrow('The source failed.')
    expect(readdirSync(path)).toEqual([`calls.${ending}`])
    expect(readFileSync(file, 'utf8')).toBe('before')
  })

  test('rejects with the error of a stream that cannot be written, and asks for no more calls', async () => {
    let asked = 0
    const many = (async function* () {
      for (; asked < 100_000; asked++) yield [callWith({ id: String(asked), transcriptText: `${Math.sin(asked)}`.repeat(100) })]
    })()
    const full = new Writable({ write: (_, __, done) => done(new Error('The disk is full.')) })
    await expect(exportCalls(many, full, { format: formatOf(`x.${ending}`) })).rejects.toThrow('The disk is full.')
    expect(asked).toBeLessThan(100_000)
  })
})

test('an existing file is replaced and keeps its permissions', async () => {
  const file = join(folder(), 'calls.csv')
  writeFileSync(file, 'before')
  chmodSync(file, 0o644)
  await exportCalls(stream([]), file)
  expect(readFileSync(file, 'utf8')).toBe(csvHead())
  expect(statSync(file).mode & 0o777).toBe(0o644)
})

test('a link stays a link, and what it points to is replaced', async () => {
  const path = folder()
  writeFileSync(join(path, 'real'), 'before')
  symlinkSync(join(path, 'real'), join(path, 'calls.csv'))
  await exportCalls(stream([]), join(path, 'calls.csv'))
  expect(lstatSync(join(path, 'calls.csv')).isSymbolicLink()).toBe(true)
  expect(readFileSync(join(path, 'real'), 'utf8')).toBe(csvHead())
})

test('what a killed export left is removed by the next one; what a running one writes is not', async () => {
  const path = folder()
  // Process ids end below this one.
  for (const name of [
    'calls.csv.4194305-01234567.new',
    `calls.csv.${process.pid}-01234567.new`,
    'other.csv.4194305-01234567.new',
  ])
    writeFileSync(join(path, name), '')
  await exportCalls(stream([]), join(path, 'calls.csv'))
  expect(readdirSync(path)).toEqual(['calls.csv', `calls.csv.${process.pid}-01234567.new`, 'other.csv.4194305-01234567.new'])
})

test.each([
  ['a folder', (path: string) => mkdirSync(path), /calls\.csv is a folder\. Name a file\.$/],
  [
    'a link to nothing',
    (path: string) => symlinkSync('/nowhere/at/all', path),
    /calls\.csv is a link to nothing\. Name a file\.$/,
  ],
  ['a device', (path: string) => symlinkSync('/dev/null', path), /calls\.csv is no file\. Name a file\.$/],
])('%s is refused before a call is asked for', async (_, make, message) => {
  const file = join(folder(), 'calls.csv')
  make(file)
  let asked = false
  const calls = (async function* () {
    asked = true
    yield callWith()
  })()
  await expect(exportCalls(calls, file)).rejects.toThrow(message)
  expect(asked).toBe(false)
})

test('a folder that is not there is one line', async () => {
  const file = join(folder(), 'missing', 'calls.csv')
  await expect(exportCalls(stream([]), file)).rejects.toThrow(
    `${file} cannot be written (ENOENT). Name a file in a folder that you can write to.`,
  )
})

test.each(['calls', 'calls.pdf', 'calls.json', 'calls.csv.gz', 'csv'])(
  'the ending of %s is refused with the known ones',
  async (file) => {
    await expect(exportCalls(stream([]), file)).rejects.toThrow(
      `${file} has no known ending. Name a file that ends in .csv, .xlsx, .parquet, .ndjson or .vcon.json.`,
    )
  },
)

test('an ending in capital letters is the same', () => {
  expect(['A.CSV', 'b.Xlsx', 'c.VCON.json'].map(formatOf)).toEqual(['csv', 'excel', 'vcon'])
})

test('a stream needs a format, gets the same bytes and is ended', async () => {
  const out = new PassThrough()
  await expect(exportCalls(stream([]), out)).rejects.toThrow('A stream has no ending. Pass a format, like { format: "csv" }.')
  const [written] = await Promise.all([text(out), exportCalls(stream([callWith()]), out, { format: 'csv' })])
  expect(written).toBe(csvHead() + csvRows([callWith()]))
})

test.each(ENDINGS)('a slow reader of .%s holds up the calls', async (ending) => {
  const size = 200_000
  // No two alike, so that no compression makes them small; longer than any buffer on the way.
  const big = (index: number) =>
    callWith({
      id: String(index),
      transcriptText: Array.from({ length: size / 20 }, (_, at) => Math.sin(at * 7 + index)).join(''),
    })
  let given = 0
  const calls = (async function* () {
    for (; given < 150; given++) yield [big(given)]
  })()
  const out = new PassThrough()
  const exporting = exportCalls(calls, out, { format: formatOf(`x.${ending}`) })
  // Nobody reads yet; a row group of Parquet is at most 8 million characters.
  for (let before = -1; before !== given; await wait(200)) before = given
  expect(given).toBeLessThan(100)
  out.resume()
  expect(await exporting).toMatchObject({ calls: 150 })
})

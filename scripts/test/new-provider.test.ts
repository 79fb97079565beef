import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { gaps } from '../src/gaps.ts'
import { run } from '../src/run.ts'
import { documentedFile } from '../src/scaffold/documented-file.ts'
import { readFacts } from '../src/scaffold/facts.ts'
import { providerFiles } from '../src/scaffold/provider-files.ts'
import { simulatorFile } from '../src/scaffold/simulator-file.ts'
import { simulatorTestFile } from '../src/scaffold/simulator-test-file.ts'
import { specFiles } from '../src/scaffold/templates.ts'
import { providers, root } from '../src/specs.ts'
import { copyTree, type Tree } from './copy-tree.ts'

describe('new-provider', () => {
  let tree: Tree
  beforeAll(() => {
    tree = copyTree()
  })
  afterEach(() => tree.restore())
  afterAll(() => tree.remove())

  const script = (name: string, ...args: string[]) => run('node', [join(root, 'scripts/src', name), ...args])
  const newProvider = (...args: string[]) => script('new-provider.ts', ...args)
  const write = (path: string, text: string) => writeFileSync(join(tree.root, path), text)

  const PARLEY = join(import.meta.dirname, 'fixtures/parley/specs/parley')
  /** The spec of a platform that does not exist, with changes. */
  const specify = (id: string, change = (spec: string) => spec) => {
    cpSync(PARLEY, join(tree.root, 'specs', id), { recursive: true })
    const path = `specs/${id}/openapi.yaml`
    write(path, change(readFileSync(join(tree.root, path), 'utf8').replaceAll('PARLEY_', `${id.toUpperCase()}_`)))
  }
  const read = (path: string) => readFileSync(join(tree.root, path), 'utf8')

  test('writes a spec first, and names what only the documentation can tell', () => {
    const { ok, output } = newProvider('newcomer', tree.root)
    expect(ok, output).toBe(true)
    expect(output.match(/(?<=^wrote ).+$/gm)).toEqual([
      '.changeset/new-provider-newcomer.md',
      'specs/newcomer/examples/list-calls.json',
      'specs/newcomer/openapi.yaml',
    ])
    expect(script('lint-specs.ts', tree.root)).toMatchObject({ ok: true })

    const left = gaps(tree.root)
    expect(left.length).toBeGreaterThan(15)
    expect(left).toContain('specs/newcomer/openapi.yaml:20: to fill in: the base URL, with its path, without a slash at the end')
    for (const gap of left) expect(output).toContain(gap)
    const check = script('check-gaps.ts', tree.root)
    expect([check.ok, check.output.trim().split('\n')]).toEqual([false, left])
    // Nothing stands for a name any more.
    for (const path of output.match(/(?<=^wrote ).+$/gm) ?? []) expect(read(path)).not.toMatch(/__(id|Id|Name|ID|today)__/)
    expect(output).toContain('then run `pnpm new-provider newcomer` again')
  })

  test('asks for the spec to be filled in before anything follows from it', () => {
    newProvider('newcomer', tree.root)
    const { ok, output } = newProvider('newcomer', tree.root)
    expect([ok, output.trim().split('\n').length]).toEqual([false, 1])
    expect(output).toMatch(
      /^specs\/newcomer\/\S+:\d+: to fill in: .+ \(\d+ in all\)\. Fix: fill in specs\/newcomer first, then run this again\.$/m,
    )
    expect(existsSync(join(tree.root, 'packages/newcomer'))).toBe(false)
  })

  test('asks for a spec that lint accepts', () => {
    specify('newcomer', (spec) => spec.replace('    operationId: getCall', '    operationId: get_call'))
    write('specs/newcomer/examples/list-calls.json', '{ "value": { "calls": 7, "has_more": true } }')
    const { ok, output } = newProvider('newcomer', tree.root)
    expect(ok).toBe(false)
    expect(output).toMatch(/^specs\/newcomer: not clean yet\. Fix what `pnpm lint:specs` says first/)
    expect(existsSync(join(tree.root, 'packages/newcomer'))).toBe(false)
  })

  test('writes what follows from the spec, which generates and lies right', () => {
    specify('newcomer')
    const { ok, output } = newProvider('newcomer', tree.root)
    expect(ok, output).toBe(true)
    expect(script('generate.ts', '--check', tree.root)).toEqual({ ok: true, output: '' })
    expect(script('check-layout.ts', tree.root)).toMatchObject({ ok: true })
    const left = gaps(tree.root)
    expect(left.length).toBeGreaterThan(5)
    for (const gap of left) expect(output).toContain(gap)
    for (const path of output.match(/(?<=^wrote ).+$/gm) ?? []) expect(read(path)).not.toMatch(/__\w+?__/)
    const readme = read('packages/newcomer/README.md')
    expect(readme).toContain("client.unwrap(client.GET('/calls/{id}', { params: { path: { id: '…' } } }))")
    expect(readme).toContain(
      '- The list page names no order. callspec assumes: The list runs from the newest to the oldest `created`.',
    )
  })

  test('gives the package the form of the others, and a version that was never released', () => {
    tree.edit('packages/butter/package.json', '"version": "0.0.0"', '"version": "1.2.3"')
    specify('newcomer')
    newProvider('newcomer', tree.root)
    const manifest = (id: string) => JSON.parse(read(`packages/${id}/package.json`))
    expect(manifest('newcomer').version).toBe('0.0.0')
    expect(Object.keys(manifest('newcomer'))).toEqual(Object.keys(manifest('butter')))
    expect(JSON.stringify(manifest('newcomer'))).not.toMatch(/butter/i)
  })

  test('takes the credentials from the spec: one header, a bearer, or two headers', () => {
    const scheme = (name: string, header: string) => `    ${name}:
      type: apiKey
      in: header
      name: ${header}
      description: A key of the workspace.
      x-callspec: { environment: NEWCOMER_${name.toUpperCase()} }
`
    specify('newcomer', (spec) =>
      spec
        .replace('  - apiKey: []', '  - key: []\n    account: []')
        .replace(/ {4}apiKey:\n(?: {6}.*\n)+/, scheme('key', 'X-Key') + scheme('account', 'X-Account')),
    )
    const { ok, output } = newProvider('newcomer', tree.root)
    expect(ok, output).toBe(true)
    expect(read('packages/newcomer/test/documented.ts')).toContain(
      "credentials: { key: 'k', account: 'k' },\n  headers: ['X-Key', 'X-Account'],",
    )
    expect(read('packages/simulator/src/providers/newcomer/simulator.ts')).toContain(
      "headers: ({ key = '', account = '' }) => ({ 'x-key': key, 'x-account': account }),",
    )
    expect(read('packages/newcomer/README.md')).toContain(
      'Options: `key` and `account`, or `NEWCOMER_KEY` and `NEWCOMER_ACCOUNT` in the environment',
    )
    specify('another', (spec) =>
      spec
        .replace('  - apiKey: []', '  - token: []')
        .replace(
          / {4}apiKey:\n(?: {6}.*\n)+/,
          '    token:\n      type: http\n      scheme: bearer\n      description: A token.\n      x-callspec: { environment: ANOTHER_TOKEN }\n',
        ),
    )
    // As `pnpm generate` leaves it, run too early.
    mkdirSync(join(tree.root, 'packages/another/src/generated'), { recursive: true })
    expect(newProvider('another', tree.root)).toMatchObject({ ok: true })
    expect(read('packages/simulator/src/providers/another/simulator.ts')).toMatch(/authorization: `Bearer \$\{token\}`/)
  })

  test.each([
    [[], 'The id is missing. Fix: pnpm new-provider <id>, with the name of the platform in lower case.'],
    [['New-Voice'], '"New-Voice" is not a provider id. Fix: use a lower-case letter, then lower-case letters and digits.'],
    [['../newcomer'], '"../newcomer" is not a provider id. Fix: use a lower-case letter, then lower-case letters and digits.'],
    [['class'], '"class" is a reserved word. Fix: use the name of the platform.'],
    [['src'], '"src" is a reserved word. Fix: use the name of the platform.'],
    [['simulator'], '"simulator" is a reserved word. Fix: use the name of the platform.'],
    [['butter'], 'packages/butter exists already. Fix: use another id, or remove that folder.'],
  ])('refuses %o in one line and writes nothing', (ids, message) => {
    expect(newProvider(...ids, ...(ids.length > 0 ? [tree.root] : []))).toEqual({ ok: false, output: `${message}\n` })
    expect(existsSync(join(tree.root, 'specs/class'))).toBe(false)
  })

  test('a mark that still stands is named by file and line', () => {
    write('packages/butter/README.md', '# @callspec/butter\n\nFILL IN: what it is for.\n')
    expect(gaps(tree.root)).toEqual(['packages/butter/README.md:3: to fill in: what it is for.'])
    expect(script('check-gaps.ts', tree.root)).toEqual({
      ok: false,
      output: 'packages/butter/README.md:3: to fill in: what it is for.\n',
    })
  })
})

test.each(providers())('what follows from the spec of %s is source text that the formatter reads', (id) => {
  const files = providerFiles(id)
  expect([...files.keys()]).toContain(`packages/simulator/src/providers/${id}/simulator.ts`)
  // The rows that were read so far are counted where a page begins after them.
  const text = files.get(`packages/simulator/test/providers/${id}.ts`) ?? ''
  // A platform may have the word itself, as a text or as the name of a member.
  const reads = text.replaceAll(/'[^'\n]*'|\w+:/g, '')
  expect([reads.includes('done = 0'), reads.includes('done += ')]).toEqual(Array(2).fill(/\bdone\b/.test(reads)))
})

test('puts into headers only the credentials that travel there, not those that fill a path', () => {
  const files = providerFiles('telnyx')
  expect(files.get('packages/simulator/src/providers/telnyx/simulator.ts')).toContain("headers: ({ apiKey = '' }) => ")
  expect(files.get('packages/simulator/test/providers/telnyx.ts')).toContain('headers: ({ apiKey }) => ')
})

test('filters here by a state that rows have and the filter of the list does not take', () => {
  const files = providerFiles('telnyx')
  expect(files.get('packages/telnyx/src/provider.ts')).toMatch(
    /\['ringing', 'in_progress'\]\.includes\(status\)\)\s*\? null\s*: requestPerWord\(\s*'Status',\s*statusWords\(wanted, \['canceled', /,
  )
  const documented = files.get('packages/telnyx/test/documented.ts')
  expect(documented).toContain("row('status', { status: ['queued', 'in_progress'] }, 'local', ask(''))")
  expect(documented).toContain("row('status', { status: 'busy' }, 'exact', ask('Status=busy&'))")
})

test('finds a single call by a path that ends with a slash, the stamp that calls are sorted by, and the one that a filter compares', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scaffold-'))
  try {
    cpSync(join(import.meta.dirname, 'fixtures/parley/specs'), join(folder, 'specs'), { recursive: true })
    const change = (file: string, edit: (text: string) => string) => {
      const path = join(folder, 'specs/parley', file)
      writeFileSync(path, edit(readFileSync(path, 'utf8')))
    }
    change('openapi.yaml', (text) =>
      text
        .replaceAll(/^ {2}(\/calls\S*):$/gm, '  $1/:')
        .replaceAll(/\bcreated\b/g, 'dialled')
        .replaceAll(/(name|parameter): since\b/g, '$1: ended__gte')
        .replaceAll(/(name|parameter): until\b/g, '$1: ended__lte')
        .replace(/^( +)order: \{/m, '$1longestPeriod: { seconds: 2592000 }\n$&'),
    )
    change('examples/list-calls.json', (text) => text.replaceAll('"created"', '"dialled"'))
    const facts = readFacts('parley', folder)
    expect([facts.get?.path, facts.call.createdAt?.name]).toEqual(['/calls/{id}/', 'dialled'])
    // What goes out without a period depends on the day.
    expect(documentedFile(facts)).toContain("row('channel', { ...SINCE, ...UNTIL, channel: 'phone' }, 'local', ask(''))")
    const simulator = simulatorFile(facts)
    expect(simulator).toContain(
      "'ended__gte', input.whole('ended__gte'), (call, bound) => call.endedAt !== null && seconds(call.endedAt) >= bound",
    )
    expect(simulator).toContain('seconds(call.endedAt) <= bound')
    expect(simulatorTestFile(readFacts('twilio'))).toContain('// FILL IN: requests of makeCall, updateCall, deleteCall, ')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

// Vapi's customers set how hooks are signed, so its module has a part of its own.
const HOOKED = providers().filter((id) => id !== 'vapi' && existsSync(join(root, 'packages', id, 'src/webhook.ts')))

test.each(HOOKED)('makes the module of the web hooks of %s, their test and their part of the readme', (id) => {
  const files = providerFiles(id)
  const path = `packages/${id}/src/webhook.ts`
  expect(files.get(path)).toBe(readFileSync(join(root, path), 'utf8'))
  expect(files.get(`packages/${id}/test/webhook.test.ts`)).toContain('// FILL IN: ')
  const [section = ''] = /^## Web hooks$.*?(?=^Events: )/ms.exec(files.get(`packages/${id}/README.md`) ?? '') ?? []
  expect(readFileSync(join(root, 'packages', id, 'README.md'), 'utf8')).toContain(section.trimEnd())
  expect(JSON.parse(files.get(`packages/${id}/package.json`) ?? '').exports).toEqual(
    JSON.parse(readFileSync(join(root, 'packages', id, 'package.json'), 'utf8')).exports,
  )
})

test('a spec without web hooks gets no module of them', () => {
  const files = providerFiles('butter')
  expect([...files.keys()].filter((path) => path.includes('webhook'))).toEqual([])
  expect(files.get('packages/butter/README.md')).not.toContain('hook')
  expect(files.get('packages/butter/package.json')).not.toContain('hook')
})

test('the guide says of every file what it is for', () => {
  const guide = readFileSync(join(root, 'docs/add-a-provider.md'), 'utf8')
  const named = [...guide.matchAll(/^\| `([^`]+)` \|/gm)].map(([, path = '']) => path.replace(/\*\.json$/, ''))
  expect(named.length).toBeGreaterThan(5)
  const written = [...specFiles('acme', '2026-01-01').keys(), ...providerFiles('butter').keys()]
  const unnamed = written.filter((path) => !named.some((known) => path.replaceAll('butter', 'acme').startsWith(known)))
  expect(unnamed).toEqual([])
})

test('nothing is left to be filled in here', () => {
  expect(gaps(root)).toEqual([])
})

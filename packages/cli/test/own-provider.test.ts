import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { knobs } from '@callspec/simulator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { callLog, isCallspecError } from 'callspec'
import { describe, expect, test } from 'vitest'
import { loadSources } from '../src/index.js'
import { callspec, folderWith } from './run-callspec.js'
import { serve } from './serve.js'

const packages = join(import.meta.dirname, '../..')
const KEY = 'sk_live_never_to_be_shown'

/** The page's own platform, as somebody would have it on disk. */
const PHONIX = readFileSync(join(packages, 'callspec/test/account-ledger.ts'), 'utf8')
  .replaceAll('ledger', 'phonix')
  .replaceAll('Ledger', 'Phonix')
  .replaceAll('LEDGER', 'PHONIX')

const CALLS = [
  { id: 'b', state: 'done', caller: '+15550100001', callee: '+15550100002', created_at: '2026-11-20T10:00:00Z', seconds: 61 },
  { id: 'a', state: 'talking', caller: 'sip:+15550100003@203.0.113.5', created_at: '2026-11-19T10:00:00Z' },
]

const phonixServer = () =>
  serve((request, response) => {
    const isAllowed = request.headers['x-api-key'] === KEY
    const page = {
      calls: CALLS.slice(Number(new URL(request.url ?? '', 'http://x').searchParams.get('offset'))),
      total: CALLS.length,
    }
    response.writeHead(isAllowed ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(isAllowed ? page : {}))
  })

/** A project with callspec installed, files, and a configuration with one source beside the built-in ones. */
function project(source: object, files: Record<string, string> = { 'phonix.ts': PHONIX }, more: object[] = []): string {
  const cwd = folderWith({ sources: [{ id: 'p', provider: 'phonix', module: './phonix.ts', apiKey: KEY, ...source }, ...more] })
  mkdirSync(join(cwd, 'node_modules/@callspec'), { recursive: true })
  symlinkSync(join(packages, 'callspec'), join(cwd, 'node_modules/callspec'))
  for (const name of ['core', 'provider']) symlinkSync(join(packages, name), join(cwd, `node_modules/@callspec/${name}`))
  for (const [path, text] of Object.entries({ 'package.json': '{"type":"module"}', ...files })) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true })
    writeFileSync(join(cwd, path), text)
  }
  return cwd
}

// Node runs no TypeScript in a package.
const COMPILED = PHONIX.replace(/interface Row \{[\s\S]*?\n\}\n/g, '')
  .replace(/^import type .*\n/gm, '')
  .replace(/\btype \w+, |, type \w+/g, '')
  .replace(' as const satisfies Descriptor', '')
  .replace('row: Row', 'row')
const asPackage = (exported: unknown = './dist/index.js') => ({
  'node_modules/@acme/phonix/package.json': JSON.stringify({ name: '@acme/phonix', type: 'module', exports: exported }),
  'node_modules/@acme/phonix/dist/index.js': COMPILED,
})

describe('a provider that is not built in', () => {
  test.each([
    ['a TypeScript module', './phonix.ts', { 'phonix.ts': PHONIX }],
    [
      'a module in another folder',
      '../acme/phonix.mts',
      {
        '../acme/phonix.mts': PHONIX.replace(
          "'@callspec/provider'",
          JSON.stringify(join(packages, 'provider/dist/index.js')),
        ).replace("'@callspec/core'", JSON.stringify(join(packages, 'core/dist/index.js'))),
      },
    ],
    ['a module of a package without a type', './phonix.ts', { 'package.json': '{}', 'phonix.ts': PHONIX }],
    ['a default export', './phonix.ts', { 'phonix.ts': PHONIX.replace('export const phonix =', 'export default') }],
    ['a package', '@acme/phonix', asPackage()],
    ['a package for import alone', '@acme/phonix/calls', asPackage({ './calls': { import: './dist/index.js' } })],
  ])('is listed from %s', async (_, module, files) => {
    const cwd = project({ module, baseUrl: await phonixServer() }, files)
    const { code, stdout, stderr } = await callspec(['list'], { cwd })
    expect(stdout).toBe(
      [
        'when (UTC)           source  direction  status       customer                      agent  duration  id',
        '2026-11-20 10:00:00  p       inbound    completed    +15550100001                  -          1:01  b',
        '2026-11-19 10:00:00  p       inbound    in_progress  sip:+15550100003@203.0.113.5  -             -  a',
        '',
      ].join('\n'),
    )
    expect({ code, first: stderr.split('\n')[0] }).toEqual({ code: 0, first: '' })
  })

  test('is filtered, and listed beside a built-in one, with its key from the environment', async () => {
    const butter = await serve((_, response) =>
      response.end('{"success":true,"data":[],"pagination":{"has_more":false,"next_cursor":null}}'),
    )
    const cwd = project({ baseUrl: await phonixServer(), apiKey: `\${ACME_KEY}` }, undefined, [
      { provider: 'butter', apiKey: 'k', baseUrl: butter },
    ])
    const args = ['list', '--json', '--status', 'completed', '--since', '2026-11-01', '--phone-number', '+15550100001']
    const { code, stdout, stderr } = await callspec(args, { cwd, env: { ACME_KEY: KEY } })
    expect(JSON.parse(stdout)).toMatchObject({ key: 'p/b', provider: 'phonix', source: 'p', rawStatus: 'done' })
    expect(code).toBe(0)
    expect(stderr).toContain('\n1 call, 2 sources, 2 requests, ')
  })

  test('is explained', async () => {
    const { code, stdout } = await callspec(['explain', '--full', '--since', '2026-11-01', '--agent-id', '1'], {
      cwd: project({}),
    })
    expect([code, stdout]).toEqual([1, 'p (phonix)\n  unsupported  agent-id: nothing names an agent\n'])
    const explained = await callspec(['explain', '--full', '--status', 'completed'], { cwd: project({}) })
    expect(explained.stdout).toContain('requests     GET https://calls.phonix.example/calls?state=done&limit=100&offset=0\n')
  })

  test('says that it cannot be asked for a single call, or is asked', async () => {
    const { code, stderr } = await callspec(['get', 'p', 'b'], { cwd: project({}) })
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^callspec: .*p.*\n$/)])
    const gettable = PHONIX.replace('parts: {', "get: { path: '/calls/{id}', toRow: (answer: Row) => answer },\n  parts: {")
    const baseUrl = await serve((request, response) =>
      response.end(JSON.stringify({ ...CALLS[0], id: request.url?.split('/').at(-1) })),
    )
    const got = await callspec(['get', 'p', 'b'], { cwd: project({ baseUrl }, { 'phonix.ts': gettable }) })
    expect([got.code, got.stdout.split('\n')[0]]).toEqual([0, 'id:           b'])
  })

  test('is verified', async () => {
    const { code, stdout, stderr } = await callspec(['verify', 'p'], { cwd: project({ baseUrl: await phonixServer() }) })
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^row-order {2}.*newest-first/m)
  })

  test('is a row of providers and shown in full, also where its key is not there', async () => {
    const cwd = project({ apiKey: `\${NOT_SET}` })
    const { code, stdout, stderr } = await callspec(['providers'], { cwd })
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^zudu .*\nphonix .*\n\n/m)
    const one = await callspec(['providers', 'phonix'], { cwd })
    expect(one.stdout).toMatch(/^phonix: Phonix\n[\s\S]+\n {2}assumes {6}row-order = newest-first \(or unordered\)\n/)
    const { providers } = JSON.parse((await callspec(['providers', '--json'], { cwd })).stdout)
    expect(providers.at(-1)).toMatchObject({ id: 'phonix', name: 'Phonix', paging: { type: 'offset', maxSize: 100 }, get: null })
    const elsewhere = await callspec(['providers', '--config', join(cwd, 'callspec.config.json')])
    expect(elsewhere.stdout).toBe(stdout)
  })

  test('is told of by --verbose and --timeout as the built-in ones are', async () => {
    const { stderr } = await callspec(['list', '--verbose', '--timeout', '5'], {
      cwd: project({ baseUrl: await phonixServer() }),
    })
    expect(stderr.split('\n')[0]).toMatch(/^phonix \(p\) GET \/calls 200 \d+ ms \d+ B$/)
  })
})

interface Mistake {
  what: string
  source: object
  files?: Record<string, string>
  env?: Record<string, string>
  /** The line behind the name of the file, or a matcher of all that stands there. */
  stderr: unknown
}

const mistakes: Mistake[] = [
  {
    what: 'a file that is not there',
    source: { module: './fonix.ts' },
    stderr: 'sources[0].module: "./fonix.ts" was not found in FOLDER. Write its path from there, with its extension.',
  },
  {
    what: 'a file without its ending',
    source: { module: './phonix' },
    stderr: 'sources[0].module: "./phonix" was not found in FOLDER. Write its path from there, with its extension.',
  },
  {
    what: 'a folder',
    source: { module: './node_modules' },
    stderr: 'sources[0].module: "./node_modules" is a folder. Name the file in it.',
  },
  {
    what: 'a file without ./',
    source: { module: 'phonix.ts' },
    stderr: 'sources[0].module: "phonix.ts" is not a package. Write "./phonix.ts" for the file.',
  },
  {
    what: 'a package that is not there',
    source: { module: '@acme/fonix' },
    stderr:
      'sources[0].module: "@acme/fonix" was not found from FOLDER: there is no such package. Install it there, or write a path like "./phonix.ts".',
  },
  {
    what: 'a path that a package does not export',
    source: { module: '@acme/phonix/calls' },
    files: asPackage(),
    stderr:
      'sources[0].module: "@acme/phonix/calls" was not found from FOLDER: its package does not export that. Install it there, or write a path like "./phonix.ts".',
  },
  {
    what: 'a module that exports no provider',
    source: {},
    files: { 'phonix.ts': 'export const phonix = { id: "phonix" }\nexport function other() {}\nexport default null\n' },
    stderr:
      'sources[0].module: "./phonix.ts" exports no provider. Export what defineProvider returns, like export const phonix = defineProvider({ … }).',
  },
  {
    what: 'a provider that the module does not export',
    source: { provider: 'fonix' },
    stderr: 'sources[0].provider: received "fonix", but "./phonix.ts" exports phonix. Write that.',
  },
  {
    what: 'a module that throws',
    source: { apiKey: `\${ACME_KEY}` },
    files: { 'phonix.ts': 'throw new Error("no licence for " + process.env.ACME_KEY + "\\n  at all")\n' },
    env: { ACME_KEY: KEY },
    stderr: `sources[0].module: "./phonix.ts" cannot be loaded: no licence for \${ACME_KEY}.`,
  },
  {
    what: 'a module that Node takes for CommonJS, as npm init makes a package',
    source: {},
    files: { 'package.json': '{"type":"commonjs"}', 'phonix.ts': PHONIX },
    stderr:
      'sources[0].module: "./phonix.ts" cannot be loaded: Node treats it as CommonJS because of its extension or "type" in package.json. Name it .mts or .mjs.',
  },
  {
    what: 'no provider beside the module',
    source: { provider: undefined },
    stderr: 'sources[0].provider: missing. Write the id in the descriptor that its module gives to defineProvider.',
  },
  {
    what: 'a module with a mistake in it',
    source: {},
    files: { 'phonix.ts': 'export const = 1\n' },
    stderr: expect.stringMatching(
      /^callspec: callspec\.config\.json: sources\[0\]\.module: "\.\/phonix\.ts" cannot be loaded: .+\.\n$/,
    ),
  },
  {
    what: 'a module that imports what is not installed',
    source: {},
    files: { 'phonix.ts': 'import "@acme/missing"\n' },
    stderr: expect.stringMatching(/cannot be loaded: Cannot find package '@acme\/missing' imported from .*phonix\.ts\.\n$/),
  },
  {
    what: 'TypeScript in a package',
    source: { module: '@acme/phonix' },
    files: {
      'node_modules/@acme/phonix/package.json': '{"type":"module","exports":"./index.ts"}',
      'node_modules/@acme/phonix/index.ts': PHONIX,
    },
    stderr: 'sources[0].module: "@acme/phonix" cannot be loaded: Node does not run TypeScript in node_modules. Compile it.',
  },
  {
    what: 'a module that is no text',
    source: { module: 4711 },
    stderr: 'sources[0].module: received a number. Write a string.',
  },
  {
    what: 'an unknown option',
    source: { apikey: KEY },
    stderr:
      'sources[0].apikey: unknown. Known here: provider, module, id, apiKey, baseUrl, timeZone, assumptions, allowInsecureHttp, webhookSecret, webhookOptions.',
  },
  {
    what: 'an option of another type',
    source: { baseUrl: 1 },
    stderr: 'sources[0].baseUrl: received a number. Write a string.',
  },
  {
    what: 'a wrong value of an assumption',
    source: { assumptions: { 'row-order': 'newest' } },
    stderr: 'sources[0].assumptions.row-order: received "newest". Write one of newest-first, unordered.',
  },
  {
    what: 'an unknown assumption',
    source: { assumptions: { order: 'newest-first' } },
    stderr: 'sources[0].assumptions.order: unknown. Known here: row-order.',
  },
  {
    what: 'an id with a slash',
    source: { id: 'a/b' },
    stderr: 'sources[0].id: received "a/b". Use letters, digits, ".", "_" and "-".',
  },
  {
    what: 'no credentials',
    source: { apiKey: undefined },
    stderr: `sources[0]: no credentials of Phonix. Write "apiKey": "\${PHONIX_API_KEY}", or set PHONIX_API_KEY.`,
  },
  {
    what: 'a base URL that is not encrypted',
    source: { baseUrl: 'http://calls.example.com' },
    stderr:
      'sources[0]: The Phonix base URL http://calls.example.com is not encrypted. Use https, or set allowInsecureHttp to true.',
  },
  {
    what: 'a misspelt "module"',
    source: { module: undefined, modul: './phonix.ts' },
    stderr: `sources[0].provider: received "phonix". Write one of ${Object.keys(knobs).join(', ')}, or add "module" for another.`,
  },
]

describe('a mistake in its source is one line and exit code 2:', () => {
  test.each(mistakes)('$what', async ({ source, files, env = {}, stderr }) => {
    const cwd = project(source, { 'phonix.ts': PHONIX, ...files })
    const ran = await callspec(['list'], { cwd, env })
    const expected = typeof stderr === 'string' ? `callspec: callspec.config.json: ${stderr.replace('FOLDER', cwd)}\n` : stderr
    expect(ran).toEqual({ code: 2, stdout: '', stderr: expected })
    expect(ran.stderr).not.toContain(KEY)
  })
})

test('the published schema of the configuration allows it, and nothing else that it did not', () => {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../config.schema.json'), 'utf8'))
  // As strict as validators are that refuse a keyword which they do not know.
  const validate = new Ajv2020({ strict: true }).compile(schema)
  const isFine = (source: object) => validate({ sources: [source] })
  expect(isFine({ provider: 'phonix', module: './phonix.ts', id: 'p', apiKey: KEY })).toBe(true)
  expect(isFine({ provider: 'butter', apiKey: KEY })).toBe(true)
  const wrong = [
    { provider: 'phonix' },
    { provider: 'phonix', module: 1 },
    { module: './phonix.ts' },
    { provider: 'phonix', module: './phonix.ts', id: 'a/b' },
    { provider: 'butter', apikey: KEY },
  ]
  expect(wrong.filter(isFine)).toEqual([])
})

describe('loadSources', () => {
  test('gives the sources of a file to a log, those of modules included', async () => {
    const cwd = project({ baseUrl: await phonixServer() })
    const told: string[] = []
    const warned: string[] = []
    const sources = await loadSources({
      file: join(cwd, 'callspec.config.json'),
      timeoutMs: 5000,
      onResponse: ({ operation, status }) => told.push(`${operation} ${status}`),
      onWarning: (text) => warned.push(text),
    })
    const keys: string[] = []
    for await (const { key } of callLog(sources).list()) keys.push(key)
    expect(keys).toEqual(['p/b', 'p/a'])
    expect({ told, warned }).toEqual({ told: ['GET /calls 200'], warned: [] })
  })

  test('rejects with an error of callspec that names the place', async () => {
    const file = join(project({ module: './fonix.ts' }), 'callspec.config.json')
    const failed = await loadSources({ file }).catch((error: unknown) => error)
    expect(isCallspecError(failed) && [failed.code, failed.message]).toEqual([
      'invalid-configuration',
      `${file}: sources[0].module: "./fonix.ts" was not found in ${dirname(file)}. Write its path from there, with its extension.`,
    ])
    await expect(loadSources({ file: `${file}.missing` })).rejects.toMatchObject({ code: 'invalid-configuration' })
    // JavaScript can pass anything.
    await expect(loadSources({ file: 1e9 as unknown as string })).rejects.toThrow('not a path: received number')
  })
})

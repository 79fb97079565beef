import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { BadInput } from '../src/drift/bad-input.ts'
import { readDocument } from '../src/drift/read-document.ts'
import { root } from '../src/specs.ts'
import { smallTree } from './small-tree.ts'

const answering = (schema: object) => ({ 200: { description: 'A page.', content: { 'application/json': { schema } } } })

/** A spec of two operations. */
const spec = (published?: string) =>
  stringify({
    openapi: '3.1.0',
    'x-callspec': { comparedOn: '2026-11-29', ...(published && { published }), assumptions: {} },
    paths: {
      '/calls': {
        get: {
          responses: answering({
            type: 'array',
            items: {
              type: 'object',
              properties: { id: { type: 'string' }, status: { anyOf: [{ type: 'string', enum: ['done'] }, { type: 'string' }] } },
            },
          }),
        },
      },
      '/calls/{id}': { delete: {} },
    },
  })

/** What the vendor has by now: another status, and a member more. */
const published = (statuses: string[]) => ({
  openapi: '3.0.3',
  paths: {
    '/calls': { get: { responses: answering({ type: 'array', items: { $ref: '#/components/schemas/Call' } }) }, post: {} },
    '/calls/{callId}': { delete: {} },
  },
  components: {
    schemas: {
      Call: {
        type: 'object',
        properties: {
          id: { type: 'string' },
          status: { type: 'string', enum: statuses },
          note: { type: 'string', nullable: true },
        },
      },
    },
  },
})

const STATUSES = ['done', 'queued-for-a-time-slot', 'held', 'dropped', 'forwarded-elsewhere', 'lost', 'parked', 'ringing', 'new']

/** Nothing is waited for by a blocked process: the server that it reads from runs in this one. */
function drift(folder: string, ...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [join(root, 'scripts/src/drift.ts'), `--root=${folder}`, ...args], {
    env: { ...process.env, INIT_CWD: folder },
  })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk) => (stdout += chunk))
  child.stderr.on('data', (chunk) => (stderr += chunk))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })))
}

describe('pnpm drift', () => {
  const answers: Record<string, [status: number, body: string, headers?: Record<string, string>]> = {
    '/openapi.json': [200, JSON.stringify(published(STATUSES))],
    '/moved.json': [302, '', { location: '/openapi.json' }],
    '/page': [200, '<!doctype html><title>Docs</title>', { 'content-type': 'text/html' }],
    '/cut.json': [200, '{ "openapi": "3.1.0",'],
    '/empty.json': [200, ''],
    '/list.json': [200, '{ "data": [] }'],
    '/bare.yaml': [200, 'openapi: 3.1.0\n'],
    '/swagger.yaml': [200, 'swagger: "2.0"\npaths: {}\n'],
    '/split.yaml': [200, 'openapi: 3.1.0\npaths:\n  /calls:\n    $ref: ./part.yaml#/calls\n  /calls/{id}: { delete: {} }\n'],
    '/part.yaml': [200, 'calls:\n  get:\n    deprecated: true\n'],
  }
  const server = createServer(({ url = '' }, response) => {
    const [status, body, headers = {}] = answers[url] ?? [404, '<html>Not found</html>']
    response.writeHead(status, headers).end(body)
  })
  let origin: string
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    // Listening on TCP.
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.close()
  })

  const tree = () => smallTree({ 'specs/acme/openapi.yaml': spec(), 'specs/plain/openapi.yaml': spec() })

  test('prints what a document at an address has and ours has not, in 80 columns, and exits 1', async () => {
    using files = tree()
    const { code, stdout, stderr } = await drift(files.root, 'acme', '--against', `${origin}/moved.json`)
    expect(stderr).toBe('')
    expect(stdout.split('\n')).toEqual([
      `acme against ${origin}/moved.json`,
      '  + only theirs has it   - only ours has it   ~ they disagree',
      '',
      'GET /calls',
      '  + 200[].status: values queued-for-a-time-slot, held, dropped,',
      '      forwarded-elsewhere, lost, parked and 2 more',
      '  + 200[].note: string or null',
      '',
      '1 of 2 operations differ (9 differences).',
      'Theirs has 1 more, which ours does not describe.',
      '',
    ])
    expect(code).toBe(1)
    const { stdout: full } = await drift(files.root, 'acme', '--full', '--against', `${origin}/openapi.json`)
    expect(full).toContain('lost, parked, ringing, new\n')
  })

  test('exits 0 where nothing differs, and reads a file from where it was called', async () => {
    using files = tree()
    files.write('theirs.yaml', spec())
    expect(await drift(files.root, 'acme', '--against', 'theirs.yaml')).toEqual({
      code: 0,
      stdout: 'acme against theirs.yaml\nNone of 2 operations differ.\n',
      stderr: '',
    })
  })

  test('follows references to other files at the address', async () => {
    using files = tree()
    const { stdout } = await drift(files.root, 'acme', '--against', `${origin}/split.yaml`)
    expect(stdout).toContain('  ~ operation: deprecated in theirs\n')
  })

  test('leaves out what is known, until more is there or a part of it has gone', async () => {
    using files = tree()
    files.write('theirs.json', JSON.stringify(published(STATUSES)))
    const against = ['acme', '--against', 'theirs.json']
    expect((await drift(files.root, ...against, '--accept')).stdout).toBe('specs/acme/known-drift.txt: 9 known differences\n')
    const { code, stdout } = await drift(files.root, ...against)
    expect([code, stdout.split('\n')[1]]).toEqual([0, 'None of 2 operations differ (9 known).'])

    files.write('theirs.json', JSON.stringify(published([...STATUSES, 'muted'])))
    const more = await drift(files.root, ...against)
    expect([more.code, more.stdout]).toEqual([1, expect.stringContaining('  + 200[].status: values muted\n')])
    expect(more.stdout).toContain('1 of 2 operations differ (1 difference, 9 known).')

    files.write('theirs.json', JSON.stringify(published(STATUSES.slice(0, -1))))
    const less = await drift(files.root, ...against)
    expect([less.code, less.stdout]).toEqual([
      1,
      expect.stringContaining('Known differences that are gone:\n  GET /calls + 200[].status: values new\n'),
    ])
  })

  test('without an id compares every spec that names a published document, and goes on after one that cannot be read', async () => {
    using files = smallTree({
      'specs/acme/openapi.yaml': spec(`${origin}/gone.json`),
      'specs/bolt/openapi.yaml': spec(`${origin}/openapi.json`),
      'specs/plain/openapi.yaml': spec(),
    })
    const { code, stdout, stderr } = await drift(files.root)
    expect(code).toBe(2)
    expect(stderr).toBe(`${origin}/gone.json: answered 404. Fix: pass the address that the document has now.\n`)
    expect(stdout).toContain(`bolt against ${origin}/openapi.json\n`)
    expect(stdout).not.toContain('plain')
  })

  test('prints nothing that steers a terminal', async () => {
    using files = tree()
    const theirs = { openapi: '3.1.0', paths: { '/calls': { get: { parameters: [{ in: 'query', name: 'a\u001b[31m\n# b' }] } } } }
    files.write('theirs.json', JSON.stringify(theirs))
    const { stdout } = await drift(files.root, 'acme', '--against', 'theirs.json')
    expect(stdout).toContain('  + query a?[31m?# b: anything\n')
  })

  test('ends a name that would fill the report, unless --full', async () => {
    using files = tree()
    const theirs = { openapi: '3.1.0', paths: { '/calls': { get: { parameters: [{ in: 'query', name: 'a'.repeat(1000) }] } } } }
    files.write('theirs.json', JSON.stringify(theirs))
    const { stdout } = await drift(files.root, 'acme', '--against', 'theirs.json')
    expect(stdout).toContain(`      ${'a'.repeat(200)}…\n      anything\n`)
    const full = await drift(files.root, 'acme', '--against', 'theirs.json', '--full')
    expect(full.stdout).toContain(`      ${'a'.repeat(1000)}:\n      anything\n`)
  })

  test.each<[string, string[], string]>([
    ['an unknown id', ['nobody', '--against', 'x.json'], 'There is no provider "nobody". Fix: use one of acme, plain.'],
    [
      'a spec that names no document',
      ['acme'],
      'specs/acme names no document under x-callspec.published. Fix: pnpm drift <id> --against <file or URL>, such as --against openapi.json.',
    ],
    [
      'no id',
      ['--against', 'x.json'],
      'The id is missing. Fix: pnpm drift <id> --against <file or URL>, such as --against openapi.json.',
    ],
    [
      'another option',
      ['acme', '--verbose'],
      "Unknown option '--verbose'. Fix: pnpm drift <id> --against <file or URL>, such as --against openapi.json.",
    ],
    [
      'a file that is not there',
      ['acme', '--against', 'x.json'],
      'x.json: cannot be read (ENOENT). Fix: pass an existing file, or an address with https://.',
    ],
  ])('exits 2 with one line for %s', async (_, args, line) => {
    using files = tree()
    expect(await drift(files.root, ...args)).toEqual({ code: 2, stdout: '', stderr: `${line}\n` })
  })

  test.each<[string, string, string]>([
    ['an address that answers 404', '/x.json', 'answered 404. Fix: pass the address that the document has now.'],
    ['a page', '/page', 'is a page, not an OpenAPI document. Fix: pass the address of its JSON or YAML.'],
    [
      'a document that is cut off',
      '/cut.json',
      'cannot be read as OpenAPI (unexpected end of the stream within a flow collection in "{url}" (1:22)). Fix: pass an OpenAPI 3 document, JSON or YAML.',
    ],
    [
      'nothing',
      '/empty.json',
      'cannot be read as OpenAPI (Document must be JSON object, got undefined). Fix: pass an OpenAPI 3 document, JSON or YAML.',
    ],
    [
      'JSON of another kind',
      '/list.json',
      'cannot be read as OpenAPI (Unsupported specification). Fix: pass an OpenAPI 3 document, JSON or YAML.',
    ],
    ['a document without paths', '/bare.yaml', 'is no OpenAPI 3 document with paths. Fix: pass one, JSON or YAML.'],
    ['Swagger', '/swagger.yaml', 'is Swagger 2.0. Fix: convert it to OpenAPI 3 first.'],
  ])('refuses %s in one line', async (_, path, line) => {
    const url = `${origin}${path}`
    await expect(readDocument(url)).rejects.toThrow(new BadInput(`${url}: ${line.replace('{url}', url)}`))
  })

  test('refuses an address at which nobody answers', async () => {
    const url = 'http://127.0.0.1:2/x.json'
    await expect(readDocument(url)).rejects.toThrow(
      new BadInput(`${url}: cannot be read (ECONNREFUSED). Fix: try again, or pass a file.`),
    )
  })
})

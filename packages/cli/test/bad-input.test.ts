import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { knobs } from '@callspec/simulator'
import { describe, expect, test } from 'vitest'
import { callspec, folder, folderWith, type RunOptions } from './run-callspec.js'
import { serve } from './serve.js'

const KNOWN = Object.keys(knobs).join(', ')
const KEY = 'sk_live_never_to_be_shown'

interface Mistake {
  what: string
  args: string[]
  options?: () => RunOptions
  /** The one line, or a matcher of all that stands there. */
  stderr: unknown
}

const butterAt = (more: object) => ({ sources: [{ provider: 'butter', apiKey: KEY, ...more }] })
const withConfig = (config: unknown) => (): RunOptions => ({ cwd: folderWith(config) })
const fine = withConfig(butterAt({}))

const usage: Mistake[] = [
  {
    what: 'no credentials anywhere',
    args: ['list'],
    stderr: expect.stringMatching(
      /^callspec: No sources: there is no callspec\.config\.json here and no key in the environment\. Run callspec init, or set .*ZUDU_API_KEY \+ ZUDU_API_SECRET.*; or try callspec demo\.\n$/,
    ),
  },
  {
    what: 'half of the credentials in the environment',
    args: ['list'],
    options: () => ({ env: { ZUDU_API_KEY: KEY } }),
    stderr: 'ZUDU_API_SECRET is not set, although ZUDU_API_KEY is. Set both, or neither.',
  },
  {
    what: 'half of the credentials in the configuration',
    args: ['list'],
    options: withConfig({ sources: [{ provider: 'agentvoice', apiKey: KEY }] }),
    stderr: 'callspec.config.json: sources[0].organizationId: missing, although apiKey is given. Give both, or neither.',
  },
  {
    what: 'a source without credentials',
    args: ['list'],
    options: withConfig({ sources: [{ provider: 'zudu' }] }),
    stderr:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder as users write it.
      'callspec.config.json: sources[0]: no credentials of Zudu AI. Write "apiKey": "${ZUDU_API_KEY}", "apiSecret": "${ZUDU_API_SECRET}", or set ZUDU_API_KEY and ZUDU_API_SECRET.',
  },
  {
    what: 'a key with a line break',
    args: ['list'],
    options: () => ({ env: { BUTTER_API_KEY: `${KEY}\nX-Evil: 1` } }),
    stderr: 'The Butter AI apiKey holds a space or a character outside ASCII. Copy it again.',
  },
  {
    what: 'a key outside ASCII',
    args: ['list'],
    options: () => ({ env: { TALKOVER_API_KEY: `${KEY}\u00e9` } }),
    stderr: 'The TalkOver token holds a space or a character outside ASCII. Copy it again.',
  },
  {
    what: 'a key with a line break in the configuration',
    args: ['list'],
    options: withConfig({ sources: [{ provider: 'butter', apiKey: `${KEY}\r\nX-Evil: 1` }] }),
    stderr: 'callspec.config.json: sources[0]: The Butter AI apiKey holds a space or a character outside ASCII. Copy it again.',
  },
  {
    what: 'a key outside ASCII that the configuration names',
    args: ['list'],
    options: () => ({
      cwd: folderWith({ sources: [{ provider: 'butter', apiKey: `\${ACME_KEY}` }] }),
      env: { ACME_KEY: `${KEY}\u200b` },
    }),
    stderr: 'callspec.config.json: sources[0]: The Butter AI apiKey holds a space or a character outside ASCII. Copy it again.',
  },
  {
    what: 'a base URL from the environment with a key in it',
    args: ['list'],
    options: () => ({ env: { BUTTER_API_KEY: KEY, BUTTER_BASE_URL: `https://user:${KEY}@calls.example.com` } }),
    stderr: 'The Butter AI base URL holds a user name, password, query or fragment. Write it like https://api.getbutter.ai.',
  },
  {
    what: 'a base URL that is none and may be a key',
    args: ['list'],
    options: withConfig(butterAt({ baseUrl: KEY })),
    stderr:
      'callspec.config.json: sources[0]: The Butter AI base URL (BUTTER_BASE_URL or { baseUrl }) is not an http(s) URL. Write it like https://api.getbutter.ai.',
  },
  {
    what: 'a prototype in the configuration',
    args: ['list'],
    options: withConfig('{"sources": [{"provider": "butter", "__proto__": {"baseUrl": "https://calls.example.com"}}]}'),
    stderr:
      'callspec.config.json: sources[0].__proto__: unknown. Known here: provider, id, apiKey, baseUrl, timeZone, assumptions, allowInsecureHttp, webhookSecret, webhookOptions.',
  },
  {
    what: 'an unknown provider',
    args: ['list'],
    options: withConfig({ sources: [{ provider: 'acme', apiKey: KEY }] }),
    stderr: `callspec.config.json: sources[0].provider: received "acme". Write one of ${KNOWN}, or add "module" for another.`,
  },
  {
    what: 'a source without a provider',
    args: ['list'],
    options: withConfig({ sources: [{ apiKey: KEY }] }),
    stderr: `callspec.config.json: sources[0].provider: missing. Write one of ${KNOWN}.`,
  },
  {
    what: 'an unknown source',
    args: ['list', '--source', 'acme'],
    options: fine,
    stderr: 'Unknown source "acme". Known: butter.',
  },
  {
    what: 'a platform that is no source',
    args: ['list', '--source', 'zudu'],
    options: fine,
    stderr:
      'Unknown source "zudu". Known: butter. Add it to callspec.config.json where there is one; without it, set ZUDU_API_KEY and ZUDU_API_SECRET.',
  },
  {
    what: 'an unknown source of get',
    args: ['get', 'acme', '1'],
    options: fine,
    stderr: 'Unknown source "acme". Known: butter.',
  },
  {
    what: 'a word as a date',
    args: ['list', '--since', 'a fortnight ago'],
    options: fine,
    stderr:
      'Invalid --since: received "a fortnight ago". Pass a date like 2026-11-01 or a stamp with an offset like 2026-11-01T08:00:00Z, or words like yesterday, -7d or "last week".',
  },
  {
    what: 'a stamp without an offset',
    args: ['list', '--until', '2026-11-01T08:00:00'],
    options: fine,
    stderr:
      'Invalid --until: received "2026-11-01T08:00:00". Pass a date like 2026-11-01 or a stamp with an offset like 2026-11-01T08:00:00Z.',
  },
  {
    what: 'a day that no calendar has',
    args: ['list', '--since', '2026-02-30'],
    options: fine,
    stderr:
      'Invalid --since: received "2026-02-30". Pass a date like 2026-11-01 or a stamp with an offset like 2026-11-01T08:00:00Z.',
  },
  {
    what: 'a phone number without +',
    args: ['list', '--phone-number', '5551234567'],
    options: fine,
    stderr: 'Invalid --phone-number: received "***67". Pass + and 3 to 15 digits, like +15551234567.',
  },
  {
    what: 'a phone number that is too short',
    args: ['list', '--phone-number', '+12'],
    options: fine,
    stderr: 'Invalid --phone-number: received "+12". Pass + and 3 to 15 digits, like +15551234567.',
  },
  {
    what: 'an unknown status',
    args: ['list', '--status', 'ended'],
    options: fine,
    stderr:
      'Invalid --status: received "ended". Pass one of queued, ringing, in_progress, completed, no_answer, busy, canceled, failed, unknown.',
  },
  {
    what: 'a limit that is no number',
    args: ['list', '--limit', 'ten'],
    options: fine,
    stderr: 'Invalid --limit: received "ten". Pass a whole number from 0 on.',
  },
  {
    what: 'a timeout of nothing',
    args: ['list', '--timeout', '0'],
    options: fine,
    stderr: 'Invalid --timeout: received "0". Pass seconds above 0 and up to 2147483, like 30.',
  },
  {
    what: 'a flag that is neither',
    args: ['list', '--is-test', 'yes'],
    options: fine,
    stderr: 'Invalid --is-test: received "yes". Pass true or false.',
  },
  {
    what: 'an unknown zone',
    args: ['list', '--time-zone', 'Mars/Base'],
    options: fine,
    stderr: 'Invalid --time-zone: received "Mars/Base". Pass an IANA zone like Europe/Berlin.',
  },
  {
    what: 'an unknown option, whose value may be a key',
    args: ['list', `--token=${KEY}`],
    stderr: "unknown option '--token'. Run callspec list --help.",
  },
  {
    what: 'a misspelt option',
    args: ['list', '--sinse', '2026-11-01'],
    stderr: "unknown option '--sinse' (Did you mean --since?). Run callspec list --help.",
  },
  { what: 'a misspelt command', args: ['lst'], stderr: "unknown command 'lst' (Did you mean list?). Run callspec --help." },
  {
    what: 'an argument too many, which may be a key',
    args: ['list', KEY],
    stderr: "too many arguments for 'list'. Expected 0 arguments but got 1. Run callspec list --help.",
  },
  { what: 'an argument too few', args: ['get', 'butter'], stderr: "missing required argument 'id'. Run callspec get --help." },
  {
    what: 'a configuration that is not there',
    args: ['list', '--config', 'none.json'],
    stderr: 'none.json: cannot be read (no such file). Name a configuration file with --config FILE.',
  },
  {
    what: 'a folder as configuration',
    args: ['list', '--config', '.'],
    stderr: '.: cannot be read (it is a folder). Name a configuration file with --config FILE.',
  },
  {
    what: 'a configuration that is not JSON',
    args: ['list'],
    options: withConfig(`{\n  "sources": [\n    {"provider": "butter", "apiKey": "${KEY}",}\n  ]\n}`),
    stderr: `callspec.config.json: not valid JSON at line 3, column 66. Expected a name in double quotes.`,
  },
  {
    what: 'a configuration that ends too early',
    args: ['list'],
    options: withConfig(`{"sources": [{"apiKey": "${KEY}"`),
    stderr: 'callspec.config.json: not valid JSON at line 1, column 52. Expected a comma or }.',
  },
  {
    what: 'a configuration of another form',
    args: ['list'],
    options: withConfig([{ provider: 'butter' }]),
    stderr: 'callspec.config.json: received an array. Write an object.',
  },
  {
    what: 'a configuration without sources',
    args: ['list'],
    options: withConfig({}),
    stderr:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder as users write it.
      'callspec.config.json: sources: missing. Write it like {"sources": [{"provider": "autocalls", "token": "${AUTOCALLS_API_KEY}"}]}.',
  },
  {
    what: 'an empty list of sources',
    args: ['list'],
    options: withConfig({ sources: [] }),
    stderr:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder as users write it.
      'callspec.config.json: sources: empty. Write it like {"sources": [{"provider": "autocalls", "token": "${AUTOCALLS_API_KEY}"}]}.',
  },
  {
    what: 'a misspelt property',
    args: ['list'],
    options: withConfig({ sources: [{ provider: 'butter', apikey: KEY }] }),
    stderr:
      'callspec.config.json: sources[0].apikey: unknown. Known here: provider, id, apiKey, baseUrl, timeZone, assumptions, allowInsecureHttp, webhookSecret, webhookOptions.',
  },
  {
    what: 'a key that is a number',
    args: ['list'],
    options: withConfig({ sources: [{ provider: 'butter' }, { provider: 'talkover', token: 4711 }] }),
    stderr: 'callspec.config.json: sources[1].token: received a number. Write a string.',
  },
  {
    what: 'an unknown assumption',
    args: ['list'],
    options: withConfig(butterAt({ assumptions: { order: 'newest-first' } })),
    stderr:
      'callspec.config.json: sources[0].assumptions.order: unknown. Known here: row-order, last-cursor, transcript-speakers, preview-calls, tool-end-call.',
  },
  {
    what: 'a wrong value of an assumption',
    args: ['list'],
    options: withConfig(butterAt({ assumptions: { 'row-order': 'newest' } })),
    stderr:
      'callspec.config.json: sources[0].assumptions.row-order: received "newest". Write one of newest-first, oldest-first, unordered.',
  },
  {
    what: 'an id with a slash',
    args: ['list'],
    options: withConfig(butterAt({ id: 'acme/eu' })),
    stderr: 'callspec.config.json: sources[0].id: received "acme/eu". Use letters, digits, ".", "_" and "-".',
  },
  {
    what: 'two sources of one id',
    args: ['list'],
    options: withConfig({
      sources: [
        { provider: 'butter', apiKey: KEY },
        { provider: 'butter', apiKey: KEY },
      ],
    }),
    stderr: 'callspec.config.json: sources[1].id: "butter" is also the id of sources[0]. Give each source its own id.',
  },
  {
    what: 'a variable that is not set',
    args: ['list'],
    options: withConfig({ sources: [{ provider: 'butter', apiKey: `\${ACME_KEY}` }] }),
    stderr:
      'callspec.config.json: sources[0].apiKey: the environment variable ACME_KEY is not set. Set it, or write another one.',
  },
  {
    what: 'a variable without an end',
    args: ['list'],
    options: withConfig({ sources: [{ provider: 'butter', apiKey: `\${${KEY}` }] }),
    stderr:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder as users write it.
      'callspec.config.json: sources[0].apiKey: "${" without a variable\'s name and "}" after it. Write it like "${AUTOCALLS_API_KEY}".',
  },
  {
    what: 'an unknown zone that came from the environment',
    args: ['list'],
    options: () => ({ cwd: folderWith(butterAt({ timeZone: `\${ZONE}` })), env: { ZONE: KEY } }),
    stderr:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder as users write it.
      'callspec.config.json: sources[0]: Unknown time zone "${ZONE}" of butter. Pass an IANA zone like Europe/Berlin.',
  },
  {
    what: 'a base URL that is not encrypted',
    args: ['list'],
    options: withConfig(butterAt({ baseUrl: 'http://calls.example.com' })),
    stderr:
      'callspec.config.json: sources[0]: The Butter AI base URL http://calls.example.com is not encrypted. Use https, or set allowInsecureHttp to true.',
  },
  {
    what: 'a base URL with a key in it',
    args: ['list'],
    options: withConfig(butterAt({ baseUrl: `https://${KEY}@calls.example.com` })),
    stderr:
      'callspec.config.json: sources[0]: The Butter AI base URL holds a user name, password, query or fragment. Write it like https://api.getbutter.ai.',
  },
]

describe('wrong usage is one line on stderr and exit code 2:', () => {
  test.concurrent.each(usage)('$what', async ({ args, options, stderr }) => {
    const ran = await callspec(args, options?.())
    expect(ran).toEqual({ code: 2, stdout: '', stderr: typeof stderr === 'string' ? `callspec: ${stderr}\n` : stderr })
    expect(ran.stderr).not.toContain(KEY)
  })
})

test('a configuration that may not be read is one line and exit code 2', async () => {
  const cwd = folderWith(butterAt({}))
  chmodSync(join(cwd, 'callspec.config.json'), 0)
  const { code, stderr } = await callspec(['list', '--source', 'none'], { cwd })
  // The superuser reads everything.
  const readable = process.getuid?.() === 0
  expect(code).toBe(2)
  expect(stderr).toBe(
    readable
      ? 'callspec: Unknown source "none". Known: butter.\n'
      : 'callspec: callspec.config.json: cannot be read (permission denied). Name a configuration file with --config FILE.\n',
  )
})

interface Failure {
  what: string
  listener: Parameters<typeof serve>[0]
  args?: string[]
  last: string
}

const failures: Failure[] = [
  {
    what: 'a wrong key',
    // The platform repeats the key, as some do.
    listener: (request, response) =>
      response
        .writeHead(401, { 'content-type': 'application/json' })
        .end(JSON.stringify({ error: `Bad key ${request.headers['x-api-key']}` })),
    last: 'butter GET /api/calls: 401 unauthorized. Check apiKey. The response said "Bad key ***".',
  },
  {
    what: 'a page that is HTML',
    listener: (_, response) => response.setHeader('content-type', 'text/html').end('<!doctype html>\n<h1>Log in</h1>'),
    last: 'butter GET /api/calls: expected JSON, received text/html. Check the base URL (BUTTER_BASE_URL or { baseUrl }), like https://api.getbutter.ai. The response said "Log in".',
  },
  {
    what: 'a gateway that refuses',
    listener: (_, response) => response.writeHead(403, { 'content-type': 'text/html' }).end('error code: 1010'),
    last: 'butter GET /api/calls: 403 forbidden, text/html. The platform sends JSON: check the gateway or proxy in between, and the base URL (BUTTER_BASE_URL or { baseUrl }), like https://api.getbutter.ai. The response said "error code: 1010".',
  },
  {
    what: 'a sentence about people, masked',
    listener: (_, response) =>
      response.writeHead(422, { 'content-type': 'application/json' }).end(
        JSON.stringify({
          detail: [
            {
              loc: ['query', 'to'],
              msg: '0049-30-12345678, 020.794.609.58, %2B15550101234 of "ann smith"@example.com, ann%40example.com',
            },
          ],
        }),
      ),
    last: 'butter GET /api/calls: 422 invalid-request, fields: query.to. The response said "***78, ***58, ***34 of ***, ***".',
  },
  {
    what: 'a 200 that says it failed',
    listener: (_, response) =>
      response.end('{"success":false,"message":"Subscription expired","data":[],"pagination":{"has_more":false}}'),
    last: 'butter GET /api/calls: 200 unexpected-response, the response says that the request failed. The response said "Subscription expired".',
  },
  {
    what: 'a server that never answers',
    listener: () => undefined,
    args: ['--timeout', '0.2'],
    last: 'butter GET /api/calls: no complete response within 0.2 s (timeoutMs). Raise it or try again later.',
  },
]

describe('a source that fails is one line on stderr and exit code 1:', () => {
  test.each(failures)('$what', async ({ listener, args = [], last }) => {
    const baseUrl = await serve(listener)
    const ran = await callspec(['list', ...args], { cwd: folderWith(butterAt({ baseUrl })) })
    expect(ran.stdout).toBe('')
    expect(ran.stderr.trimEnd().split('\n').at(-1)).toBe(`callspec: ${last}`)
    expect(ran.stderr).not.toContain(KEY)
    expect(ran.code).toBe(1)
  })

  test('a host that nobody answers at', async () => {
    // Port 2 is assigned to nothing that runs, and `fetch` does not refuse it.
    const ran = await callspec(['list', '--verbose'], { cwd: folderWith(butterAt({ baseUrl: 'http://127.0.0.1:2' })) })
    const lines = ran.stderr.split('\n')
    const failed = 'butter GET /api/calls: no response from 127.0.0.1:2 (ECONNREFUSED). Check the base URL and the connection.'
    expect(lines).toContain(`callspec: ${failed}`)
    // What --verbose shows is what the summary counts.
    expect(lines.filter((line) => line.includes(' retry in '))).toHaveLength(3)
    expect(ran.stderr).toContain(' 4 requests')
    expect(ran.code).toBe(1)
  })
})

test('a key that stands in a file which others can read is warned of', async () => {
  const cwd = folderWith(butterAt({}), 0o644)
  const { stderr } = await callspec(['list', '--source', 'none'], { cwd })
  expect(stderr.split('\n')[0]).toBe(
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder as users write it.
    'callspec: warning: callspec.config.json holds a key and others on this machine can read it. Run chmod 600 callspec.config.json, or write "${NAME}" instead.',
  )
})

test.each([0o640, 0o604, 0o620])('a key in a file of mode %o is warned of', async (mode) => {
  const cwd = folderWith(butterAt({}))
  chmodSync(join(cwd, 'callspec.config.json'), mode)
  expect((await callspec(['list', '--source', 'none'], { cwd })).stderr).toContain('holds a key and others on this machine')
})

test('a key in a file of its owner alone is not warned of', async () => {
  const { stderr } = await callspec(['list', '--source', 'none'], { cwd: folderWith(butterAt({})) })
  expect(stderr).toBe('callspec: Unknown source "none". Known: butter.\n')
})

test('a key that stands in the environment may be named in a file which others can read', async () => {
  const cwd = folderWith({ sources: [{ provider: 'butter', apiKey: `\${ACME_KEY}` }] }, 0o644)
  const { stderr } = await callspec(['list', '--source', 'none'], { cwd, env: { ACME_KEY: KEY } })
  expect(stderr).toBe('callspec: Unknown source "none". Known: butter.\n')
})

test('a configuration in the current folder comes before the environment', async () => {
  const { stderr } = await callspec(['list', '--source', 'none'], {
    cwd: folderWith(butterAt({ id: 'acme' })),
    env: { TALKOVER_API_KEY: KEY },
  })
  expect(stderr).toBe('callspec: Unknown source "none". Known: acme.\n')
})

test('nothing asked for is the help and exit code 2', async () => {
  const ran = await callspec([], { cwd: folder() })
  expect(ran.code).toBe(2)
  expect(ran.stdout).toBe('')
  expect(ran.stderr).toContain('Usage: callspec [options] [command]')
})

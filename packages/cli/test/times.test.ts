import { describe, expect, test } from 'vitest'
import { instantInWords } from '../src/options/time-words.js'
import { callspec, folderWith } from './run-callspec.js'
import { BUTTER_ROW, butterPage, serve } from './serve.js'

// A Sunday; in Tokyo it is Monday already.
const NOW = Date.parse('2026-11-29T18:00:30.500Z')
const HOUR = 3_600_000
const DAY = 24 * HOUR

const inWords = (words: string, zone = 'UTC', now = NOW) => {
  const instant = instantInWords(words, now, zone)
  return instant === null ? null : new Date(instant).toISOString().replace(':00.000Z', 'Z')
}

describe('words for a time', () => {
  test.each([
    ['now', '2026-11-29T18:00:30.000Z'],
    ['today', '2026-11-29T00:00Z'],
    ['Yesterday', '2026-11-28T00:00Z'],
    ['tomorrow', '2026-11-30T00:00Z'],
    ['sunday', '2026-11-29T00:00Z'],
    ['last sunday', '2026-11-22T00:00Z'],
    ['monday', '2026-11-23T00:00Z'],
    ['last monday', '2026-11-23T00:00Z'],
    ['Tue', '2026-11-24T00:00Z'],
    ['yesterday 14:30', '2026-11-28T14:30Z'],
    ['yesterday at 9:05', '2026-11-28T09:05Z'],
    ['monday 23:59:59', '2026-11-23T23:59:59.000Z'],
    ['this week', '2026-11-23T00:00Z'],
    ['last week', '2026-11-16T00:00Z'],
    ['last-week', '2026-11-16T00:00Z'],
    ['  LAST   WEEK ', '2026-11-16T00:00Z'],
    ['this month', '2026-11-01T00:00Z'],
    ['last month', '2026-10-01T00:00Z'],
    ['this year', '2026-01-01T00:00Z'],
    ['last year', '2025-01-01T00:00Z'],
    ['-30s', '2026-11-29T18:00Z'],
    ['90m', '2026-11-29T16:30:30.000Z'],
    ['24h', '2026-11-28T18:00:30.000Z'],
    ['-7d', '2026-11-22T18:00:30.000Z'],
    ['7d', '2026-11-22T18:00:30.000Z'],
    ['7 days', '2026-11-22T18:00:30.000Z'],
    ['last 7 days', '2026-11-22T18:00:30.000Z'],
    ['7-days-ago', '2026-11-22T18:00:30.000Z'],
    ['past week', '2026-11-22T18:00:30.000Z'],
    ['2w', '2026-11-15T18:00:30.000Z'],
    ['1h30m', '2026-11-29T16:30:30.000Z'],
    ['1d 12h', '2026-11-28T06:00:30.000Z'],
    ['2 hours ago', '2026-11-29T16:00:30.000Z'],
    ['an hour ago', '2026-11-29T17:00:30.000Z'],
    ['1 day and 2 hours ago', '2026-11-28T16:00:30.000Z'],
    ['-9mo', '2026-02-28T18:00:30.000Z'],
    ['1 month ago', '2026-10-29T18:00:30.000Z'],
    ['2y', '2024-11-29T18:00:30.000Z'],
    ['0d', '2026-11-29T18:00:30.000Z'],
  ])('%s', (words, instant) => expect(inWords(words)).toBe(instant))

  test.each([
    ...[
      '',
      ' ',
      '-',
      '7',
      '-7',
      '7x',
      '+7d',
      '1.5h',
      'd',
      'ago',
      'a',
      'in 2 hours',
      '2 hours agos',
      'fortnight',
      'last fortnight',
    ],
    ...[
      'monday monday',
      'mond',
      'yesterday 24:00',
      'yesterday 9:60',
      '2026-11-01',
      '2026-11-01 08:00',
      '2026-11-01T08:00',
      '9999y',
      '9999999d',
      'last week 08:00',
    ],
  ])('%j are none', (words) => expect(inWords(words)).toBeNull())

  test.each([
    // Where it is Monday already, and where it is not.
    ['today', 'Asia/Tokyo', NOW, '2026-11-29T15:00Z'],
    ['this week', 'Asia/Tokyo', NOW, '2026-11-29T15:00Z'],
    ['sunday', 'Asia/Tokyo', NOW, '2026-11-28T15:00Z'],
    ['yesterday', 'America/Los_Angeles', NOW, '2026-11-28T08:00Z'],
    ['yesterday 14:30', 'Asia/Kolkata', NOW, '2026-11-28T09:00Z'],
    // Clocks in Berlin were put back at 2026-10-25T01:00Z: that day had 25 hours.
    ['today', 'Europe/Berlin', Date.parse('2026-10-25T12:00:00Z'), '2026-10-24T22:00Z'],
    ['yesterday', 'Europe/Berlin', Date.parse('2026-10-26T12:00:00Z'), '2026-10-24T22:00Z'],
    ['1d', 'Europe/Berlin', Date.parse('2026-10-25T12:00:00Z'), '2026-10-24T11:00Z'],
    ['24h', 'Europe/Berlin', Date.parse('2026-10-25T12:00:00Z'), '2026-10-24T12:00Z'],
    ['1d 1h', 'Europe/Berlin', Date.parse('2026-10-25T12:00:00Z'), '2026-10-24T10:00Z'],
    ['today 02:30', 'Europe/Berlin', Date.parse('2026-10-25T12:00:00Z'), '2026-10-25T00:30Z'],
    // They were put forward at 2026-03-29T01:00Z, from 02:00 to 03:00.
    ['today 02:30', 'Europe/Berlin', Date.parse('2026-03-29T12:00:00Z'), '2026-03-29T01:30Z'],
    ['7d', 'Europe/Berlin', Date.parse('2026-03-30T12:00:00Z'), '2026-03-23T13:00Z'],
    // There the day begins at one in the morning, as midnight is skipped.
    ['today', 'Asia/Beirut', Date.parse('2026-03-29T12:00:00Z'), '2026-03-28T22:00Z'],
    // A month without the day has its last day.
    ['1mo', 'UTC', Date.parse('2024-03-31T10:00:00Z'), '2024-02-29T10:00Z'],
    ['1y', 'UTC', Date.parse('2024-02-29T10:00:00Z'), '2023-02-28T10:00Z'],
    ['last month', 'UTC', Date.parse('2026-01-31T10:00:00Z'), '2025-12-01T00:00Z'],
  ])('%s in %s at %d', (words, zone, now, instant) => expect(inWords(words, zone, now)).toBe(instant))

  test('are read in no time, however many they are', () => {
    for (const word of ['a ', '1d ', '1', 'last ', '- ', 'and ', 'mon ']) expect(inWords(`${word.repeat(100_000)}.`)).toBeNull()
  })
})

describe('--since and --until', () => {
  const stamps = [0.5 * HOUR, 3 * HOUR, 2 * DAY, 8 * DAY, 40 * DAY].map((age) => new Date(Date.now() - age).toISOString())
  const listing = async (...args: string[]) => {
    const rows = stamps.map((stamp, index) => ({
      ...BUTTER_ROW,
      call_sid: `call_${index}`,
      created_at: stamp,
      start_time: stamp,
    }))
    const baseUrl = await serve(butterPage(rows))
    const cwd = folderWith({ sources: [{ provider: 'butter', apiKey: 'k', baseUrl }] })
    const { code, stdout, stderr } = await callspec(['list', '--json', ...args], { cwd })
    return {
      code,
      ids: stdout.split('\n').flatMap((line) => (line ? [JSON.parse(line).id] : [])),
      said: stderr.split('\n').filter((line) => /^(?:since|until) /.test(line)),
    }
  }
  /** An instant as it is told, read back. */
  const told = (line = '') => Date.parse(/: (\S+) \(/.exec(line)?.[1] ?? '')

  test.each([
    ['-1h', ['call_0']],
    ['24h', ['call_0', 'call_1']],
    ['-7d', ['call_0', 'call_1', 'call_2']],
    ['2 weeks ago', ['call_0', 'call_1', 'call_2', 'call_3']],
    ['last year', ['call_0', 'call_1', 'call_2', 'call_3', 'call_4']],
  ])('--since %s', async (words, ids) => {
    const ran = await listing('--since', words)
    expect({ code: ran.code, ids: ran.ids }).toEqual({ code: 0, ids })
    expect(ran.said).toEqual([expect.stringMatching(/^since .+: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ \(UTC\)$/)])
  })

  test('both are told in the zone, and one now holds for both', async () => {
    const { code, ids, said } = await listing('--since', '-7d', '--until', '2 hours ago', '--time-zone', 'Asia/Kolkata')
    expect({ code, ids }).toEqual({ code: 0, ids: ['call_1', 'call_2'] })
    expect(said).toEqual([
      expect.stringMatching(/^since -7d: [\d-]+T[\d:]+\+05:30 \(Asia\/Kolkata\)$/),
      expect.stringMatching(/^until 2 hours ago: [\d-]+T[\d:]+\+05:30 \(Asia\/Kolkata\)$/),
    ])
    expect(told(said[1]) - told(said[0])).toBe(7 * DAY - 2 * HOUR)
  })

  test('a day without hours begins at midnight of the zone, here where that is not midnight in UTC', async () => {
    const { said } = await listing('--since', 'yesterday', '--time-zone', 'Asia/Tokyo')
    expect(said[0]).toMatch(/^since yesterday: [\d-]+T00:00:00\+09:00 \(Asia\/Tokyo\)$/)
  })

  test('a date or a stamp is told as nothing else', async () => {
    expect((await listing('--since', '2020-11-01', '--until', '2021-11-01T08:00:00Z')).said).toEqual([])
  })

  test('explain takes them too', async () => {
    const { code, stdout, stderr } = await callspec(['explain', '--full', '--since', 'last-week'], {
      env: { BUTTER_API_KEY: 'k' },
    })
    const [, instant = ''] = /^since last-week: (\S+)Z \(UTC\)\n$/.exec(stderr) ?? []
    expect({ code, told: stdout.includes(`since, until ${instant}.000Z to …`) }).toEqual({ code: 0, told: true })
    expect(new Date(`${instant}Z`).getUTCDay()).toBe(1)
  })
})

describe('--time-zone', () => {
  const START = '2026-10-25T00:30:00Z'
  const row = { ...BUTTER_ROW, created_at: START, start_time: START, end_time: '2026-10-25T02:30:00Z' }
  const detail = { ...row, transcript: [{ speaker: 'agent', text: 'Hello' }] }
  const at = async () => {
    const later = { ...row, call_sid: 'call_later', start_time: '2026-10-25T01:30:00Z' }
    const after = { ...row, call_sid: 'call_after', start_time: '2026-10-25T02:30:00Z' }
    const baseUrl = await serve((request, response) =>
      request.url?.startsWith('/api/calls/')
        ? response.end(JSON.stringify({ data: detail }))
        : butterPage([row, later, after])(request, response),
    )
    return folderWith({ sources: [{ provider: 'butter', apiKey: 'k', baseUrl }] })
  }
  const when = (stdout: string) => stdout.split('\n').map((line) => line.split(/ {2,}/)[0])

  test.each([
    ['Europe/Berlin', ['2026-10-25 03:30:00', '2026-10-25 02:30:00+01:00', '2026-10-25 02:30:00+02:00']],
    ['America/New_York', ['2026-10-24 22:30:00', '2026-10-24 21:30:00', '2026-10-24 20:30:00']],
    ['Asia/Kolkata', ['2026-10-25 08:00:00', '2026-10-25 07:00:00', '2026-10-25 06:00:00']],
    ['UTC', ['2026-10-25 02:30:00', '2026-10-25 01:30:00', '2026-10-25 00:30:00']],
  ])('the table shows what clocks in %s show, and says so', async (zone, cells) => {
    const { stdout } = await callspec(['list', '--time-zone', zone], { cwd: await at() })
    expect(when(stdout).slice(0, -1)).toEqual([`when (${zone})`, ...cells])
  })

  test('on 80 columns too', async () => {
    const { stdout } = await callspec(['list', '--time-zone', 'Europe/Berlin'], { cwd: await at(), env: { COLUMNS: '80' } })
    expect(when(stdout).slice(0, -1)).toEqual([
      'Europe/Berlin',
      '2026-10-25 03:30',
      '2026-10-25 02:30+01:00',
      '2026-10-25 02:30+02:00',
    ])
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  })

  test.each(['America/New_York', 'America/Argentina/ComodRivadavia'])(
    '80 columns hold every stamp to the minute and every number whole in %s too, beside an address of a number',
    async (zone) => {
      const longer = { ...row, call_sid: 'call_sip', from_number: 'sip:+15550100001@203.0.113.5:5060', call_type: 'inbound' }
      const whole = { ...row, call_sid: 'call_tel', from_number: '+123456789012345', call_type: 'inbound', status: 'in_progress' }
      const baseUrl = await serve(butterPage([longer, whole]))
      const cwd = folderWith({ sources: [{ provider: 'butter', apiKey: 'k', baseUrl }] })
      const { stdout } = await callspec(['list', '--time-zone', zone], { cwd, env: { COLUMNS: '80' } })
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
      // The zone stands above the stamps, or its ends if it is longer than they are.
      expect(stdout).toMatch(zone.length > 16 ? /^America\/…vadavia {2}/ : /^America\/New_York {2}/)
      expect(stdout).toMatch(/^2026-10-24 2\d:30 .* in_progress {2}\+123456789012345 /m)
    },
  )

  test('get shows every stamp with the offset, and names the zone', async () => {
    const { stdout } = await callspec(['get', 'butter', 'call_abc123def456', '--time-zone', 'Europe/Berlin'], { cwd: await at() })
    expect(stdout.split('\n').filter((line) => /zone|2026/.test(line))).toEqual([
      'time zone:    Europe/Berlin',
      'created:      2026-10-25T02:30:00.000+02:00',
      'started:      2026-10-25T02:30:00.000+02:00',
      'ended:        2026-10-25T03:30:00.000+01:00',
    ])
  })

  test('JSON stays in UTC', async () => {
    const cwd = await at()
    const [list, get] = [
      await callspec(['list', '--json', '--time-zone', 'Asia/Tokyo'], { cwd }),
      await callspec(['get', 'butter', 'call_abc123def456', '--json', '--time-zone', 'Asia/Tokyo'], { cwd }),
    ]
    expect(JSON.parse(list.stdout.split('\n')[2]!).startedAt).toBe('2026-10-25T00:30:00.000Z')
    expect(JSON.parse(get.stdout).startedAt).toBe('2026-10-25T00:30:00.000Z')
  })

  test('demo has it', async () => {
    const { code, stdout } = await callspec(['demo', '--limit', '1', '--time-zone', 'Asia/Tokyo'])
    expect([code, when(stdout)[0]]).toEqual([0, 'when (Asia/Tokyo)'])
  })

  test.each([['list'], ['get', 'butter', 'call_abc123def456'], ['demo'], ['explain']])(
    'a zone that is none is refused by %s',
    async (...args) => {
      expect(await callspec([...args, '--time-zone', 'Mars/Base'], { cwd: await at() })).toEqual({
        code: 2,
        stdout: '',
        stderr: 'callspec: Invalid --time-zone: received "Mars/Base". Pass an IANA zone like Europe/Berlin.\n',
      })
    },
  )
})

import { describe, expect, test } from 'vitest'
import { callspec, folderWith } from './run-callspec.js'

const config = (more: object = {}) =>
  folderWith({ sources: [{ id: 'acme', provider: 'zudu', apiKey: 'k', apiSecret: 's', ...more }] })

const requestOf = async (args: readonly string[], cwd: string) => {
  const { stdout, stderr, code } = await callspec(['explain', '--json', ...args], { cwd })
  expect([code, stderr]).toEqual([0, ''])
  return JSON.parse(JSON.parse(stdout).sources[0].requests[0].body)
}

describe('--input and "inputs" send what the provider\'s own API takes', () => {
  test('numbers, lists and words within objects', async () => {
    const inputs = ['acme.filter_criteria.duration_ms.lower_threshold=1000', 'acme.filter_criteria.call_status=["ended"]']
    const args = inputs.flatMap((input) => ['--input', input])
    expect(await requestOf(args, config())).toMatchObject({
      filter_criteria: { duration_ms: { lower_threshold: 1000 }, call_status: ['ended'] },
    })
  })

  test('several members of one object, each by an option of its own', async () => {
    const inputs = [
      'acme.filter_criteria.duration_ms.lower_threshold=1000',
      'acme.filter_criteria.duration_ms.upper_threshold=2000',
    ]
    const cwd = config({ inputs: { body: { filter_criteria: { duration_ms: { lower_threshold: 1, upper_threshold: 2 } } } } })
    expect(
      await requestOf(
        inputs.flatMap((input) => ['--input', input]),
        cwd,
      ),
    ).toMatchObject({
      filter_criteria: { duration_ms: { lower_threshold: 1000, upper_threshold: 2000 } },
    })
    // A list replaces the one of the configuration.
    const listed = config({ inputs: { body: { filter_criteria: { call_status: ['error'] } } } })
    expect(await requestOf(['--input', 'acme.filter_criteria.call_status=["ended"]'], listed)).toMatchObject({
      filter_criteria: { call_status: ['ended'] },
    })
  })

  test('to the source that is meant, although the id of another begins like its own', async () => {
    const sources = ['acme', 'acme.eu'].map((id) => ({ id, provider: 'vapi', apiKey: 'k' }))
    const args = ['--input', 'acme.phoneNumberId=a=1', '--input', 'acme.eu.phoneNumberId=007']
    const { stdout, stderr, code } = await callspec(['explain', '--json', ...args], { cwd: folderWith({ sources }) })
    expect([code, stderr]).toEqual([0, ''])
    const urls: string[] = JSON.parse(stdout).sources.map(({ requests: [{ url }] }: { requests: [{ url: string }] }) => url)
    expect(urls.map((url) => new URL(url).searchParams.get('phoneNumberId'))).toEqual(['a=1', '007'])
  })

  test('from the configuration, with options over them', async () => {
    const cwd = config({ inputs: { body: { filter_criteria: { transcript_search: 'refund', batch: 'a' } } } })
    expect(await requestOf([], cwd)).toMatchObject({ filter_criteria: { transcript_search: 'refund', batch: 'a' } })
    expect(await requestOf(['--input', 'acme.filter_criteria.transcript_search=parcel'], cwd)).toMatchObject({
      filter_criteria: { transcript_search: 'parcel', batch: 'a' },
    })
  })

  test('and explain names them', async () => {
    const { stdout } = await callspec(['explain', '--full', '--input', 'acme.filter_criteria.transcript_search=refund'], {
      cwd: config(),
    })
    expect(stdout).toContain('  inputs       transcript_search, as the source is configured\n')
  })

  test.each([
    ['acme=1', 'Invalid --input: received "acme=1". Pass a source, an input and its value, like main.status=done.'],
    ['acme.status', 'Invalid --input: received "acme.status". Pass a source, an input and its value, like main.status=done.'],
    ['other.status=done', 'Invalid --input: "other.status=done" is of no source. Known: acme.'],
    ['acme.status=done', 'Unknown input "status" of zudu; paging and order are sent anyway. Known: filter_criteria.'],
    ['acme.page=3', 'Unknown input "page" of zudu; paging and order are sent anyway. Known: filter_criteria.'],
  ])('%s is a mistake in one line', async (input, message) => {
    const { stdout, stderr, code } = await callspec(['explain', '--full', '--input', input], { cwd: config() })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  test('an unknown name in the configuration is named with its place', async () => {
    const cwd = config({ inputs: { body: { status: 'done' } } })
    const { stderr, code } = await callspec(['explain'], { cwd })
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('sources[0].inputs.body.status: unknown. Known here: filter_criteria.'),
    ])
  })
})

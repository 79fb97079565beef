import { describe, expect, it } from 'vitest'
import { autocallsRow, documentedRows, expected, famulorRow } from '../../callspec/test/reference-calls.js'
import { callspec, folderWith } from './run-callspec.js'
import { serve } from './serve.js'

// The pages' example rows, served unchanged by a plain HTTP server; only the counters end the list after them.
const answers: Record<string, unknown> = {
  '/api/v1/calls': {
    success: true,
    data: documentedRows('talkover'),
    pagination: { current_page: 1, last_page: 1, per_page: 20, total: 2, from: 1, to: 2 },
  },
  '/agentvoice/calls': { data: documentedRows('agentvoice'), pagination: { total: 1, limit: 10, offset: 0, has_more: false } },
  '/zudu/api/calls': {
    message: 'Calls retrieved successfully',
    status: 'success',
    error: null,
    data: {
      organization_id: 'org-789',
      calls: documentedRows('zudu'),
      // The page says 25, of which it shows one: the others would be missing.
      pagination: { page: 0, limit: 50, total_count: 1, total_pages: 1, has_next_page: false, has_previous_page: false },
      returned_count: 1,
      sort_order: 'descending',
      sort_by: 'start_timestamp',
      applied_filters: { duration_ms: { lower_threshold: 30000, upper_threshold: 300000 } },
    },
  },
  '/autocalls/user/calls': { data: [autocallsRow, famulorRow], current_page: 1, per_page: 15, total: 2, last_page: 1 },
  '/butter/api/calls': {
    success: true,
    data: documentedRows('butter'),
    pagination: { next_cursor: 'eyJjYWxsX3NpZCI6ICJjYWxsX2FiYzEyMyJ9', has_more: false, page_size: 50 },
  },
}

describe('The example rows of the documentation', () => {
  it('come out of `callspec list --json` with every field of the model right', async () => {
    const url = await serve((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://test')
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answers[pathname]))
    })
    const sources = [
      { provider: 'talkover', baseUrl: `${url}/api/v1`, token: 'talq_x' },
      { provider: 'agentvoice', baseUrl: `${url}/agentvoice`, apiKey: 'k', organizationId: 'o' },
      { provider: 'zudu', baseUrl: `${url}/zudu`, apiKey: 'k', apiSecret: 's' },
      { provider: 'autocalls', baseUrl: `${url}/autocalls`, token: 't' },
      { provider: 'butter', baseUrl: `${url}/butter`, apiKey: 'k' },
    ]
    const { code, stdout } = await callspec(['list', '--json', '--no-raw'], { cwd: folderWith({ sources }) })
    expect(code).toBe(0)
    const calls = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(calls.map(({ schema }) => schema)).toEqual(calls.map(() => 'urn:callspec:call:3'))
    const wanted = Object.values(expected)
      .flat()
      .toSorted((a, b) => (a.occurredAt === b.occurredAt ? 0 : a.occurredAt < b.occurredAt ? 1 : -1))
    expect(calls.map(({ schema: _, ...call }) => call)).toEqual(wanted)
  })
})

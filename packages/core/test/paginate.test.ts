import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { providerMessage, type TokenPage } from '../src/index.js'
import { type AcmeOptions, all, createAcme, credentials, failure, type Row } from './acme.js'
import { answerJson, startServer } from './server.js'

const create = (options: Partial<AcmeOptions>) => createAcme({ ...credentials, ...options })

/** Path, query and body of a request, as a list is asked for. */
interface Asked {
  url: URL
  body: Record<string, unknown>
}

/** A client whose answers a function makes, and what was asked. */
function scripted(answer: (asked: Asked, index: number) => unknown) {
  const asked: string[] = []
  const fetch = async (request: Request) => {
    const text = await request.text()
    const url = new URL(request.url)
    asked.push(url.pathname.replace('/v1', '') + url.search + text)
    return Response.json(answer({ url, body: text ? JSON.parse(text) : {} }, asked.length - 1))
  }
  return { client: create({ fetch }), asked }
}

const ids = (from: number, to: number): Row[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => ({ id: from + index }))

test('a numbered list begins at 1 with the largest page and ends by its counters', async () => {
  await using server = await startServer((response, { url }) => {
    const page = Number(new URL(url, 'http://host').searchParams.get('page'))
    answerJson(response, {
      data: ids(page * 100 - 100, Math.min(page * 100, 250)),
      pagination: { position: page, pages: 3, size: 100, total: 250 },
    })
  })
  const client = create({ baseUrl: server.origin })
  expect(await all(client.paginate('/calls', { params: { query: { status: 'completed' } } }))).toEqual(ids(0, 250))
  expect(server.received.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /calls?status=completed&limit=100&page=1',
    'GET /calls?status=completed&limit=100&page=2',
    'GET /calls?status=completed&limit=100&page=3',
  ])
})

test.each(['pagination', 'meta'])('counters are found in each documented spelling, here %s', async (counters) => {
  const { client, asked } = scripted(({ url }) => {
    const page = Number(url.searchParams.get('page'))
    return { data: ids(page * 2 - 2, page * 2), [counters]: { position: page, pages: 3, size: 2 } }
  })
  expect(await all(client.paginate('/spelt'))).toEqual(ids(0, 6))
  expect(asked).toEqual([1, 2, 3].map((page) => `/spelt?limit=100&page=${page}`))
})

test('a page is refused that says in another spelling that it is another page', async () => {
  const { client } = scripted(() => ({ data: ids(0, 2), meta: { position: 7, pages: 9 } }))
  const error = await failure(all(client.paginate('/spelt')))
  expect(error.message).toContain('requested page 1, received page 7')
})

test('an input that asks for a single row is refused before anything is sent', () => {
  const { client, asked } = scripted(() => ({ data: [] }))
  expect(() => client.paginate('/spelt', { params: { query: { newest: true } } } as never)).toThrow(
    'acme /spelt: newest returns one row, not pages. Use GET.',
  )
  expect(asked).toEqual([])
})

test('items may be asked for before the last one came, and each comes once', async () => {
  const { client, asked } = scripted(({ url }) => {
    const page = Number(url.searchParams.get('page'))
    return { data: ids(page * 2 - 2, page * 2), pagination: { position: page, pages: 3, size: 2, total: 6 } }
  })
  const items = client.paginate('/calls', { params: { query: { limit: 2 } } })[Symbol.asyncIterator]()
  const results = await Promise.all(Array.from({ length: 8 }, () => items.next()))
  expect(results.map(({ value }) => value)).toEqual([...ids(0, 6), undefined, undefined])
  expect(asked).toHaveLength(3)
})

test('a list in the body begins at 0, in the body', async () => {
  await using server = await startServer((response, { body }) => {
    const { page, limit } = JSON.parse(body)
    answerJson(response, {
      data: { calls: ids(page * limit, Math.min(page * limit + limit, 5)) },
      pagination: { position: page, size: limit, total_count: 5, has_more: page < 2 },
    })
  })
  const paginator = create({ baseUrl: server.origin }).paginate('/search', { body: { status: 'ended', limit: 2 } })
  expect(await all(paginator)).toEqual(ids(0, 5))
  expect(server.received.map(({ method, url, body }) => [method, url, JSON.parse(body)])).toEqual([
    ['POST', '/search', { status: 'ended', limit: 2, page: 0 }],
    ['POST', '/search', { status: 'ended', limit: 2, page: 1 }],
    ['POST', '/search', { status: 'ended', limit: 2, page: 2 }],
  ])
})

test('a list by offset goes on after the rows that came', async () => {
  const { client, asked } = scripted(({ url }) => {
    const offset = Number(url.searchParams.get('offset'))
    // The server gives fewer rows than it was asked for.
    return {
      data: ids(offset, Math.min(offset + 40, 90)),
      pagination: { position: offset, size: 100, total: 90, has_more: offset < 80 },
    }
  })
  expect(await all(client.paginate('/offsets'))).toEqual(ids(0, 90))
  expect(asked).toEqual(['/offsets?limit=100&offset=0', '/offsets?limit=100&offset=40', '/offsets?limit=100&offset=80'])
})

test('a list by cursor sends no cursor at first, and each one as it came', async () => {
  const cursors = ['eyJh+/=', 'b&c', null]
  const { client, asked } = scripted((_, index) => ({
    data: ids(index, index + 1),
    pagination: { next_cursor: cursors[index], has_more: index < 2 },
  }))
  expect(await all(client.paginate('/cursors'))).toEqual(ids(0, 3))
  expect(asked).toEqual(['/cursors?limit=100', '/cursors?limit=100&cursor=eyJh%2B%2F%3D', '/cursors?limit=100&cursor=b%26c'])
})

test('no size is asked for where the spec knows no largest one', async () => {
  const { client, asked } = scripted(() => ({ data: ids(0, 3), pagination: { pages: 1 } }))
  expect(await all(client.paginate('/unsized'))).toEqual(ids(0, 3))
  expect(asked).toEqual(['/unsized?page=1'])
})

test('path parameters travel with every page', async () => {
  const { client, asked } = scripted((_, index) => ({ data: ids(index, index + 1), pagination: { pages: 2 } }))
  const paginator = client.paginate('/agents/{agent_id}/calls', { params: { path: { agent_id: 'a/1' }, query: { limit: 1 } } })
  expect(await all(paginator)).toEqual(ids(0, 2))
  expect(asked).toEqual(['/agents/a%2F1/calls?limit=1&page=1', '/agents/a%2F1/calls?limit=1&page=2'])
})

test("the caller's own first page and size are honoured", async () => {
  const { client, asked } = scripted(({ url }) => {
    const page = Number(url.searchParams.get('page'))
    return { data: ids(page * 10 - 10, page * 10), pagination: { position: page, pages: 4, size: 10 } }
  })
  const query = { page: 3, limit: 10 }
  expect(await all(client.paginate('/calls', { params: { query } }))).toEqual(ids(20, 40))
  expect(asked).toEqual(['/calls?page=3&limit=10', '/calls?page=4&limit=10'])
  expect(query).toEqual({ page: 3, limit: 10 })
})

test("the caller's own cursor and offset are honoured", async () => {
  const last = { data: [], pagination: { has_more: false } }
  const cursors = scripted(() => last)
  await all(cursors.client.paginate('/cursors', { params: { query: { cursor: 'abc', limit: 5 } } }))
  expect(cursors.asked).toEqual(['/cursors?cursor=abc&limit=5'])
  const offsets = scripted(() => last)
  await all(offsets.client.paginate('/offsets', { params: { query: { offset: 30 } } }))
  expect(offsets.asked).toEqual(['/offsets?offset=30&limit=100'])
})

test('a page is asked for when it is needed, and none after a break', async () => {
  const { client, asked } = scripted((_, index) => ({ data: ids(index, index + 1), pagination: { has_more: true } }))
  const paginator = client.paginate('/calls')
  expect(asked).toEqual([])
  for await (const { id } of paginator) if (id === 1) break
  expect(asked.length).toBe(2)
})

test('a list can be read twice', async () => {
  const { client, asked } = scripted(() => ({ data: ids(0, 2), pagination: { has_more: false } }))
  const paginator = client.paginate('/calls')
  expect(await all(paginator)).toEqual(ids(0, 2))
  expect(await all(paginator)).toEqual(ids(0, 2))
  expect(asked.length).toBe(2)
})

test('pages tell all that their answer told', async () => {
  const body = {
    data: ids(0, 2),
    pagination: { position: 1, size: 2, total: 2, pages: 1, has_more: false, next_cursor: null },
    other: true,
  }
  const { client } = scripted(() => body)
  const expected: TokenPage<Row> = {
    items: ids(0, 2),
    body,
    total: 2,
    pages: 1,
    hasMore: false,
    nextCursor: null,
    position: 1,
    size: 2,
    token: null,
  }
  expect(await all(client.paginate('/calls').pages())).toEqual([expected])
})

describe('a token', () => {
  const paths = ['/calls', '/offsets', '/cursors', '/search'] as const

  test.each(paths)('of %s continues exactly after its page, whatever its size', async (path) => {
    const { client } = scripted(listOf(23))
    // Each path takes its size in its own place; one `init` for all of them has no type of its own.
    const init = (path === '/search' ? { body: { limit: 4 } } : { params: { query: { limit: 4 } } }) as object
    const pages = await all(client.paginate(path, init).pages())
    expect(pages.flatMap(({ items }) => items)).toEqual(ids(0, 23))
    expect(pages.at(-1)?.token).toBeNull()
    for (const [index, { token }] of pages.entries()) {
      if (token === null) continue
      // The size is part of the token: another one would move the page boundaries.
      expect(await all(client.paginate(path, { token }))).toEqual(ids(index * 4 + 4, 23))
      expect(token).toMatch(/^[\w.~!*'()%-]+$/)
    }
  })

  test('wins over a first page of the caller', async () => {
    const { client } = scripted(listOf(6))
    const [first] = await all(client.paginate('/calls', { params: { query: { limit: 2 } } }).pages())
    const rest = client.paginate('/calls', { params: { query: { page: 1, limit: 2 } }, token: first?.token ?? '' })
    expect(await all(rest)).toEqual(ids(2, 6))
  })

  test.each([
    '',
    'abc',
    '%',
    '%7B%7D',
    'null',
    encodeURIComponent('{"path":"/calls"}'),
    encodeURIComponent('{"path":"/calls","at":null,"size":1}'),
  ])('that paginate did not give is refused: "%s"', async (token) => {
    const { client, asked } = scripted(listOf(6))
    const error = await failure(all(client.paginate('/calls', { token })))
    expect(error.code).toBe('invalid-request')
    expect(error.message).toBe("Not a token of paginate('/calls'). Pass the `token` of one of its pages.")
    expect(asked).toEqual([])
  })

  test('of another operation is refused', async () => {
    const { client } = scripted(listOf(300))
    const [page] = await all(client.paginate('/offsets').pages())
    const error = await failure(all(client.paginate('/calls', { token: page?.token ?? '' })))
    expect(error.message).toContain("Not a token of paginate('/calls').")
  })
})

describe('a page that shows no progress', () => {
  const read = async (path: '/calls' | '/offsets' | '/cursors' | '/search', answer: (asked: Asked, index: number) => unknown) => {
    const { client, asked } = scripted(answer)
    const seen: Row[] = []
    const readAll = async () => {
      for await (const row of client.paginate(path)) seen.push(row)
    }
    const error = await failure(readAll())
    expect(error).toMatchObject({ code: 'unexpected-response', provider: 'acme' })
    return { message: error.message, seen, requests: asked.length }
  }

  test.each(['/calls', '/offsets', '/cursors'] as const)(
    '%s: empty pages that claim more are read past ten times',
    async (path) => {
      const more = (index: number) => ({ has_more: true, next_cursor: `c${index}` })
      const filled = [0, 11, 22, 23]
      const { client } = scripted((_, index) => ({
        data: filled.includes(index) ? ids(index, index + 1) : [],
        pagination: { ...more(index), ...(index === 23 && { has_more: false }) },
      }))
      expect(await all(client.paginate(path))).toEqual([{ id: 0 }, { id: 11 }, { id: 22 }, { id: 23 }])
      expect(await read(path, (_, index) => ({ data: index ? [] : ids(0, 1), pagination: more(index) }))).toEqual({
        message: `acme GET ${path}: 11 pages in a row are empty but say that rows follow. Try again, and report it if it persists.`,
        seen: ids(0, 1),
        requests: 12,
      })
    },
  )

  test.each(['/calls', '/offsets', '/cursors'] as const)('%s: pages that go round are an error', async (path) => {
    const more = (index: number) => ({ has_more: true, next_cursor: `c${index}` })
    // Two pages in turns, one row between empty pages, rows without an id.
    const kinds: ((index: number) => unknown[])[] = [
      (index) => ids(index % 2, (index % 2) + 50),
      (index) => (index % 5 === 0 ? ids(0, 1) : []),
      () => [{}, { id: null }, {}],
    ]
    for (const rows of kinds) {
      const { message, requests } = await read(path, (_, index) => ({ data: rows(index), pagination: more(index) }))
      expect(message).toMatch(/ \d+ pages in a row bring no new row but say that rows follow\./)
      expect(requests).toBeLessThan(40)
    }
  })

  test.each(['/calls', '/offsets', '/cursors'] as const)('%s: rows without an id are read to their end', async (path) => {
    for (const id of [null, undefined]) {
      const { client } = scripted((_, index) => ({
        data: [{ id, index }],
        pagination: { has_more: index < 59, next_cursor: `c${index}` },
      }))
      expect(await all(client.paginate(path))).toHaveLength(60)
    }
  })

  test('empty at first, and last, is an end', async () => {
    for (const path of ['/calls', '/offsets', '/cursors'] as const) {
      const { client, asked } = scripted(() => ({ data: [], pagination: { total: 0, pages: 1, has_more: false } }))
      expect(await all(client.paginate(path))).toEqual([])
      expect(asked.length).toBe(1)
    }
  })

  test('a cursor that is the one just used is an error', async () => {
    expect(await read('/cursors', () => ({ data: ids(0, 1), pagination: { next_cursor: 'same', has_more: true } }))).toEqual({
      message: 'acme GET /cursors: the next cursor was used before. Try again, and report it if it persists.',
      seen: ids(0, 1),
      requests: 2,
    })
  })

  test('a cursor with half a surrogate pair is an error of the answer', async () => {
    expect(
      await read('/cursors', () => ({ data: ids(0, 1), pagination: { next_cursor: 'a\ud83d', has_more: true } })),
    ).toMatchObject({
      message: 'acme GET /cursors: the next cursor contains half a character. Try again, and report it if it persists.',
    })
  })

  test('cursors that go round are an error', async () => {
    const answer = (_: Asked, index: number) => ({
      data: ids(index, index + 1),
      pagination: { next_cursor: ['a', 'b', 'c'][index % 3], has_more: true },
    })
    expect(await read('/cursors', answer)).toEqual({
      message: 'acme GET /cursors: the next cursor was used before. Try again, and report it if it persists.',
      seen: ids(0, 3),
      requests: 4,
    })
  })

  test('pages of another size than those before are an error, because rows between them would be missed', async () => {
    const { client } = scripted(({ url }) => {
      const page = Number(url.searchParams.get('page'))
      const size = page === 1 ? 50 : 100
      return { data: ids(0, 1).map((id) => ({ id })), pagination: { page, pages: 5, size, total: 300, has_more: true } }
    })
    const readAll = async () => {
      for await (const _ of client.paginate('/calls'));
    }
    expect((await failure(readAll())).message).toBe(
      'acme GET /calls: pages of 50 rows are followed by one of 100. Try again, and report it if it persists.',
    )
  })

  test('cursors that lead back to where the caller began are an error before a row comes twice', async () => {
    const { client } = scripted(({ url }) => {
      const cursor = url.searchParams.get('cursor')
      return { data: [{ id: cursor }], pagination: { next_cursor: cursor === 'a' ? 'b' : 'a', has_more: true } }
    })
    const seen: unknown[] = []
    const readAll = async () => {
      for await (const { id } of client.paginate('/cursors', { params: { query: { cursor: 'a' } } })) seen.push(id)
    }
    expect((await failure(readAll())).message).toBe(
      'acme GET /cursors: the next cursor was used before. Try again, and report it if it persists.',
    )
    expect(seen).toEqual(['a'])
  })

  test('a cursor after the end does not go on', async () => {
    const { client, asked } = scripted(() => ({ data: ids(0, 1), pagination: { next_cursor: 'again', has_more: false } }))
    expect(await all(client.paginate('/cursors'))).toEqual(ids(0, 1))
    expect(asked.length).toBe(1)
  })

  test('more rows without a cursor are an error', async () => {
    for (const next_cursor of [null, undefined, '', false, true, {}, ['a'], 2 ** 53]) {
      const { message } = await read('/cursors', () => ({ data: ids(0, 1), pagination: { next_cursor, has_more: true } }))
      expect(message).toBe(
        'acme GET /cursors: the page says that rows follow but has no cursor. Try again, and report it if it persists.',
      )
    }
  })

  test('another page than the one asked for is an error', async () => {
    expect(await read('/calls', () => ({ data: ids(0, 1), pagination: { position: 1, pages: 5 } }))).toEqual({
      message: 'acme GET /calls: requested page 2, received page 1. Try again, and report it if it persists.',
      seen: ids(0, 1),
      requests: 2,
    })
    expect((await read('/offsets', () => ({ data: ids(0, 3), pagination: { position: 0, total: 9 } }))).message).toBe(
      'acme GET /offsets: requested offset 3, received offset 0. Try again, and report it if it persists.',
    )
    expect((await read('/search', () => ({ data: { calls: [] }, pagination: { position: 1, pages: 5 } }))).message).toBe(
      'acme POST /search: requested page 0, received page 1. Try again, and report it if it persists.',
    )
  })

  test('a page without counters is an error', async () => {
    for (const pagination of [
      undefined,
      null,
      {},
      { total: null, pages: 'three' },
      { total: -1, pages: 1.5 },
      { total: 2 ** 53 },
    ]) {
      const { message } = await read('/calls', () => ({ data: ids(0, 1), pagination }))
      expect(message).toBe(
        'acme GET /calls: page 1 has no counter that says whether rows follow. Try again, and report it if it persists.',
      )
    }
  })

  test('a list by offset whose counters may be missing goes on after a short page and ends with an empty one, or as its total says', async () => {
    const rows = ids(0, 7)
    const { client, asked } = scripted(({ url }) => {
      const offset = Number(url.searchParams.get('offset'))
      return { data: rows.slice(offset, offset + 3), pagination: {} }
    })
    expect(await all(client.paginate('/bare-offsets'))).toEqual(rows)
    expect(asked.length).toBe(4)
    const counted = scripted(() => ({ data: rows, pagination: { total: 7 } }))
    expect(await all(counted.client.paginate('/bare-offsets'))).toEqual(rows)
    expect(counted.asked.length).toBe(1)
  })

  test.each([
    [{ data: null }, 'null'],
    [{ data: null, pagination: { total: 3, has_more: false } }, 'null'],
    [{ data: null, pagination: { has_more: true } }, 'null'],
    [{ data: { calls: [] } }, 'object'],
    [{}, 'undefined'],
    ['maintenance', 'undefined'],
    [null, 'undefined'],
  ])('an answer without rows is an error: %j', async (body, received) => {
    const { message } = await read('/calls', () => body)
    expect(message).toBe(
      `acme GET /calls: expected an array at data, received ${received}. Try again, and report it if it persists.`,
    )
  })

  test.each(['/calls', '/offsets', '/cursors'] as const)(
    'but for null where the counters say that there is none: %s',
    async (path) => {
      for (const pagination of [
        { total: 0 },
        { total: '0', has_more: false, pages: 0 },
        { has_more: false, next_cursor: null },
      ]) {
        if (path === '/cursors' && !('has_more' in pagination)) continue
        const { client } = scripted(() => ({ data: null, pagination }))
        expect(await all(client.paginate(path))).toEqual([])
      }
    },
  )

  test('an error names its source', async () => {
    const client = create({ source: 'acme-eu', fetch: async () => Response.json({}) })
    const error = await failure(all(client.paginate('/calls')))
    expect(error.source).toBe('acme-eu')
    expect(error.message).toBe(
      'acme (acme-eu) GET /calls: expected an array at data, received undefined. Try again, and report it if it persists.',
    )
  })
})

test('a short page goes on until the counters say that it is the last', async () => {
  const { client } = scripted((_, index) => ({
    data: ids(index, index + 1),
    pagination: { position: index + 1, pages: 3, size: 100 },
  }))
  expect(await all(client.paginate('/calls'))).toEqual(ids(0, 3))
})

describe('A numbered list that names only a total', () => {
  test.each([1, 7, 50, 99])('is read to its end, and from any of its tokens, where it gives %i rows a page', async (cap) => {
    const total = 5 * cap
    const { client } = scripted(listOf(total, { pages: false, total: true, hasMore: false, position: true, size: false }, cap))
    const pages = await all(client.paginate('/calls').pages())
    expect(pages.flatMap(({ items }) => items)).toEqual(ids(0, total))
    for (const [index, { token }] of pages.entries()) {
      if (token !== null) expect(await all(client.paginate('/calls', { token }))).toEqual(ids((index + 1) * cap, total))
    }
  })

  test.each([{}, { size: 100 }])('or counts more rows a page than come, is read as long as rows come: %j', async (said) => {
    for (const more of [{ pages: true }, { has_more: true }, { pages: true, has_more: true }]) {
      for (const total of [80, 250]) {
        const last = Math.ceil(total / 100)
        const { client, asked } = scripted(({ url }) => {
          const page = Number(url.searchParams.get('page'))
          const start = 50 * (page - 1)
          const counters = { ...('pages' in more && { pages: last }), ...('has_more' in more && { has_more: page < last }) }
          return { data: ids(start, Math.min(start + 50, total)), pagination: { total, ...said, ...counters } }
        })
        expect(await all(client.paginate('/calls'))).toEqual(ids(0, total))
        expect(asked).toHaveLength(Math.ceil(total / 50))
      }
    }
  })

  test('goes on past a page that holds less than the others, and fails where its rows never come', async () => {
    const sizes = [50, 30, 50, 50, 50, 20]
    const starts = [0, 50, 80, 130, 180, 230]
    const at = (url: URL) => Number(url.searchParams.get('page')) - 1
    const { client } = scripted(({ url }) => {
      const start = starts[at(url)] ?? 250
      return { data: ids(start, start + (sizes[at(url)] ?? 0)), pagination: { total: 250 } }
    })
    expect(await all(client.paginate('/calls'))).toEqual(ids(0, 250))
    const lacking = scripted(({ url }) => ({
      data: ids(50 * at(url), Math.min(50 * at(url) + 50, 200)),
      pagination: { total: 250 },
    }))
    expect((await failure(all(lacking.client.paginate('/calls')))).message).toContain('are empty but say that rows follow')
  })
})

describe('Counters and cursors', () => {
  test.each(['/calls', '/search', '/offsets'] as const)('written as text are numbers: %s', async (path) => {
    const list = listOf(23)
    const { client } = scripted((asked) => {
      const { data, pagination } = list(asked)
      const { next_cursor: _, ...counters } = pagination
      return { data, pagination: Object.fromEntries(Object.entries(counters).map(([name, value]) => [name, String(value)])) }
    })
    const init = (path === '/search' ? { body: { limit: 4 } } : { params: { query: { limit: 4 } } }) as object
    const pages = await all(client.paginate(path, init).pages())
    expect(pages.flatMap(({ items }) => items)).toEqual(ids(0, 23))
    expect(pages[0]).toMatchObject({ total: 23, pages: 6, size: 4, hasMore: true })
  })

  test.each([
    ['with blanks', (value: unknown) => ` ${value} `],
    ['with decimals', (value: unknown) => (typeof value === 'number' ? value.toFixed(2) : value)],
    ['with a sign', (value: unknown) => (typeof value === 'number' ? `+${value}` : value)],
    ['with an exponent', (value: unknown) => (typeof value === 'number' ? value.toExponential() : value)],
  ])('written as text %s are those numbers and flags', async (_, write) => {
    for (const path of ['/calls', '/offsets'] as const) {
      const list = listOf(23)
      const { client } = scripted((asked) => {
        const { data, pagination } = list(asked)
        return { data, pagination: Object.fromEntries(Object.entries(pagination).map(([name, value]) => [name, write(value)])) }
      })
      const pages = await all(client.paginate(path, { params: { query: { limit: 4 } } } as object).pages())
      expect(pages.flatMap(({ items }) => items)).toEqual(ids(0, 23))
      expect(pages[0]).toMatchObject({ total: 23, pages: 6, size: 4, hasMore: true })
    }
  })

  test('a number is a cursor and goes out as it came, zero too', async () => {
    const cursors = [0, 1.5, -3, 2 ** 53 - 1, null]
    const { client, asked } = scripted((_, index) => ({
      data: ids(index, index + 1),
      pagination: { next_cursor: cursors[index], has_more: index < 4 ? 1 : '0' },
    }))
    expect(await all(client.paginate('/cursors'))).toEqual(ids(0, 5))
    expect(asked.slice(1).map((url) => url.split('cursor=')[1])).toEqual(['0', '1.5', '-3', '9007199254740991'])
  })

  test('a cursor of a token is a number or a text as it was', async () => {
    const { client, asked } = scripted(() => ({ data: ids(0, 1), pagination: { next_cursor: 7, has_more: true } }))
    let token = ''
    for await (const page of client.paginate('/cursors').pages()) {
      token = page.token ?? ''
      break
    }
    const rest = client.paginate('/cursors', { token }).pages()[Symbol.asyncIterator]()
    await rest.next().catch(() => undefined)
    expect(asked[1]).toBe('/cursors?limit=100&cursor=7')
  })

  test.each([
    { next_cursor: null },
    { next_cursor: '' },
    { next_cursor: false },
    { next_cursor: 'again', has_more: 'false' },
    { has_more: 0 },
  ])('an end is told by %j', async (pagination) => {
    const { client, asked } = scripted(() => ({ data: ids(0, 1), pagination }))
    expect(await all(client.paginate('/cursors'))).toEqual(ids(0, 1))
    expect(asked).toHaveLength(1)
  })

  test.each([
    {},
    null,
    undefined,
    { nextCursor: 'a', hasMore: true },
    { has_more: 'perhaps' },
    { next_cursor: {} },
    { has_more: null },
  ])('neither an end nor a next cursor can be read from %j, which is an error', async (pagination) => {
    const { client } = scripted(() => ({ data: ids(0, 1), pagination }))
    expect((await failure(all(client.paginate('/cursors')))).message).toBe(
      'acme GET /cursors: the page has neither an end nor a next cursor. Try again, and report it if it persists.',
    )
  })

  test.each(['0', '1e400', '-1', '0.5'])('a page size of %s is none, and a list read by it ends', async (size) => {
    for (const path of ['/calls', '/offsets'] as const) {
      const text = `{"data":[{"id":1}],"pagination":{"size":${size},"total":1,"has_more":true}}`
      let requests = 0
      const client = create({
        fetch: async () => {
          requests++
          return new Response(text, { headers: { 'content-type': 'application/json' } })
        },
      })
      expect((await failure(all(client.paginate(path)))).message).toContain('a page repeats the rows of the page before')
      expect(requests).toBeLessThan(10)
    }
  })

  test.each([
    '{"path":"/calls","at":1e400,"size":1}',
    '{"path":"/calls","at":2,"size":0}',
    '{"path":"/calls","at":2,"size":1e400}',
  ])('a token with a number that is none is refused: %s', async (token) => {
    const { client } = scripted(listOf(6))
    expect((await failure(all(client.paginate('/calls', { token: encodeURIComponent(token) })))).code).toBe('invalid-request')
  })
})

test('a counter that is an empty text was not said', async () => {
  for (const at of ['/calls', '/cursors'] as const) {
    const { client } = scripted((_, index) => ({
      data: ids(index, index + 1),
      pagination: { has_more: index < 2 ? 'true' : '', next_cursor: index < 2 ? `c${index}` : '', pages: 3, total: '' },
    }))
    expect(await all(client.paginate(at))).toEqual(ids(0, 3))
  }
})

describe('The same page again', () => {
  test.each(['/calls', '/offsets', '/cursors'] as const)('is an error before its rows come twice: %s', async (path) => {
    const { client } = scripted((_, index) => ({
      data: ids(0, 100),
      pagination: { total: 200, has_more: index < 1, next_cursor: `c${index}` },
    }))
    const seen: Row[] = []
    const readAll = async () => {
      for await (const row of client.paginate(path)) seen.push(row)
    }
    expect((await failure(readAll())).message).toContain('a page repeats the rows of the page before')
    expect(seen).toEqual(ids(0, 100))
  })

  test('is an error in the end, though its total rises each time', async () => {
    const { client, asked } = scripted((_, index) => ({ data: ids(0, 100), pagination: { total: 100 * index, has_more: true } }))
    expect((await failure(all(client.paginate('/offsets')))).message).toContain('a page repeats the rows of the page before')
    expect(asked.length).toBeLessThan(10)
  })

  test('is none where as many rows as it has arrived meanwhile, and the total says so', async () => {
    const { client } = scripted((_, index) => ({
      data: index < 2 ? ids(0, 10) : ids(10, 15),
      pagination: { total: index < 1 ? 15 : 25, has_more: index < 2 },
    }))
    expect(await all(client.paginate('/offsets'))).toEqual([...ids(0, 10), ...ids(0, 10), ...ids(10, 15)])
  })
})

describe('A page behind the end that is refused', () => {
  /** 250 rows of which those from 90 on vanish after the first page; a page behind the end is refused. */
  const shrinking = (path: string, status: number, left: number) => {
    const asked: string[] = []
    const fetch = async (request: Request) => {
      const url = new URL(request.url)
      asked.push(url.search)
      const start = path === '/calls' ? 100 * (Number(url.searchParams.get('page')) - 1) : Number(url.searchParams.get('offset'))
      const total = asked.length === 1 ? 250 : left
      if (start > 0 && start >= total) return Response.json({ success: false, message: 'No such page' }, { status })
      return Response.json({ data: ids(start, Math.min(start + 100, total)), pagination: { total } })
    }
    return { client: create({ fetch }), asked }
  }

  test.each(['/calls', '/offsets'].flatMap((path) => [200, 400, 404, 410, 416, 422].map((status) => [path, status] as const)))(
    'is the end of the list where the first page shows it: %s, %i',
    async (path, status) => {
      const { client, asked } = shrinking(path, status, 90)
      expect(await all(client.paginate(path as '/calls'))).toEqual(ids(0, 100))
      expect(asked).toHaveLength(3)
    },
  )

  test('gives no advice about the address where the first page comes', async () => {
    for (const path of ['/calls', '/offsets', '/cursors'] as const) {
      const fetch = async (request: Request) =>
        /page=2|offset=100|cursor=c/.test(request.url)
          ? new Response('<h1>Not Found</h1>', { status: 404, headers: { 'content-type': 'text/html', 'x-request-id': 'r1' } })
          : Response.json({ data: ids(0, 100), pagination: { total: 250, has_more: true, next_cursor: 'c' } })
      const error = await failure(all(create({ fetch }).paginate(path)))
      const { code, status, message, requestId } = error
      expect({ code, status, requestId, said: providerMessage(error) }).toEqual({
        code: 'not-found',
        status: 404,
        requestId: 'r1',
        said: 'Not Found',
      })
      expect(message).toBe(
        `acme GET ${path}: 404 not-found on a later page, although the first page works. Try again, and report it if it persists.`,
      )
    }
  })

  test.each([401, 403, 409, 500])('stays an error of %i, which says something else', async (status) => {
    expect((await failure(all(shrinking('/calls', status, 90).client.paginate('/calls')))).status).toBe(status)
  })

  test('stays an error where the list goes on, and where the first page is refused as well', async () => {
    const refuse = async (request: Request) =>
      new URL(request.url).searchParams.get('page') === '1'
        ? Response.json({ data: ids(0, 100), pagination: { total: 250 } })
        : Response.json({ message: 'No such page' }, { status: 404 })
    expect((await failure(all(create({ fetch: refuse }).paginate('/calls')))).status).toBe(404)
    const never = async () => Response.json({ message: 'No such page' }, { status: 422 })
    const query = { page: 3 }
    expect((await failure(all(create({ fetch: never }).paginate('/calls', { params: { query } })))).status).toBe(422)
  })
})

test('a failed page throws with what the platform said', async () => {
  const fetch = async () => Response.json({ message: 'Unauthorized' }, { status: 401 })
  const error = await failure(all(create({ fetch }).paginate('/calls')))
  expect({ code: error.code, status: error.status }).toEqual({ code: 'unauthorized', status: 401 })
})

test('a path that does not page is refused', () => {
  // The compiler refuses it as well.
  expect(() => create({}).paginate('/calls/{id}' as '/calls')).toThrow(
    expect.objectContaining({ code: 'unsupported', message: 'acme /calls/{id} is not a paged list. Use GET or POST.' }),
  )
})

/** Which members of the envelope the answers have; without one the client must get by with the others. */
interface Envelope {
  pages: boolean
  total: boolean
  hasMore: boolean
  position: boolean
  size: boolean
}

const EVERYTHING: Envelope = { pages: true, total: true, hasMore: true, position: true, size: true }

/** A list of `total` rows behind each of the four paths. Pages hold at most `cap` rows, whatever is asked for. */
function listOf(total: number, envelope = EVERYTHING, cap = 100) {
  return ({ url, body }: Asked) => {
    const inBody = url.pathname.endsWith('/search')
    const input = (name: string) => (inBody ? body[name] : url.searchParams.get(name))
    const size = Math.min(Number(input('limit')), cap)
    const page = Number(input('page') ?? 0)
    const { start, position } = url.pathname.endsWith('/calls')
      ? { start: (page - 1) * size, position: page }
      : inBody
        ? { start: page * size, position: page }
        : url.pathname.endsWith('/offsets')
          ? { start: Number(input('offset')), position: Number(input('offset')) }
          : { start: Number(atob(String(input('cursor') ?? btoa('0')))), position: 0 }
    const rows = ids(start, Math.min(start + size, total))
    const more = start + size < total
    return {
      data: inBody ? { calls: rows } : rows,
      pagination: {
        ...(envelope.pages && { pages: Math.max(1, Math.ceil(total / size)) }),
        ...(envelope.total && { total }),
        ...(envelope.hasMore && { has_more: more }),
        ...(envelope.position && { position }),
        ...(envelope.size && { size }),
        next_cursor: more ? btoa(String(start + size)) : null,
      },
    }
  }
}

test('every item comes exactly once and in order: any total, any size, any style, any envelope', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('/calls', '/search', '/offsets', '/cursors'),
      fc.nat(60),
      fc.integer({ min: 1, max: 25 }),
      fc.integer({ min: 1, max: 25 }),
      fc.record({
        pages: fc.boolean(),
        total: fc.boolean(),
        hasMore: fc.boolean(),
        position: fc.boolean(),
        size: fc.boolean(),
      }),
      async (path, total, limit, cap, envelope) => {
        // Numbered and offset lists need one counter.
        const offset = path === '/offsets'
        fc.pre(path === '/cursors' || envelope.hasMore || (envelope.pages && !offset) || envelope.total)
        const { client } = scripted(listOf(total, { ...envelope, pages: envelope.pages && !offset }, cap))
        // As above: each path takes its size in its own place.
        const init = (path === '/search' ? { body: { limit } } : { params: { query: { limit } } }) as object
        expect(await all(client.paginate(path, init))).toEqual(ids(0, total))
      },
    ),
    { numRuns: 500 },
  )
})

test('a list can be left and continued at any page', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('/calls', '/offsets', '/cursors'),
      fc.nat(40),
      fc.integer({ min: 1, max: 15 }),
      fc.nat(50),
      async (path, total, limit, stop) => {
        const { client } = scripted(listOf(total))
        const seen: Row[] = []
        let token: string | null = null
        let left = stop
        for await (const page of client.paginate(path, { params: { query: { limit } } }).pages()) {
          seen.push(...page.items)
          token = page.token
          if (left-- === 0) break
        }
        if (token !== null) seen.push(...(await all(client.paginate(path, { token }))))
        expect(seen).toEqual(ids(0, total))
      },
    ),
    { numRuns: 200 },
  )
})

test('a trace leads back to where a list is read, also item by item', async () => {
  await using server = await startServer((response) => answerJson(response, { message: 'no' }, 500))
  const client = createAcme({ ...credentials, baseUrl: server.origin, retries: 0 })
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 50
  async function nightlySync() {
    for await (const _ of client.paginate('/calls')) break
  }
  const error = await failure(nightlySync()).finally(() => {
    Error.stackTraceLimit = stackTraceLimit
  })
  expect(error.stack).toContain('nightlySync')
})

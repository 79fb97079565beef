import { expect, test } from 'vitest'
import { all, createAcme, credentials, failure } from './acme.js'

/** A client whose pages link to the next one in this way, and the addresses that it asked for. */
function linked(...links: unknown[]) {
  const asked: string[] = []
  const fetch = async (request: Request) => {
    const page = asked.push(request.url) - 1
    return Response.json({ data: [{ id: page }], ...(page < links.length && { next: links[page] }) })
  }
  return { client: createAcme({ ...credentials, fetch }), asked }
}

const FIRST = 'https://api.acme.example/v1/links?status=failed&limit=100'

test.each([
  ['a whole address', 'https://api.acme.example/v1/links?status=failed&limit=100&Page=1&PageToken=a%2Fb'],
  ['a path', '/v1/links?Page=1&PageToken=a%2Fb'],
  ['a query alone', '?Page=1&PageToken=a%2Fb'],
  ['one of another host, path and filter', 'http://evil.example/other?status=completed&limit=1&Page=1&PageToken=a%2Fb'],
  ['one with a stray quotation mark', 'http://api.example.org/accounts/?Page=1&PageToken=a%2Fb"'],
  ['one with a fragment', '/v1/links?Page=1&PageToken=a%2Fb#rows'],
])('%s leads to the next page of the same list', async (_, link) => {
  const { client, asked } = linked(link, null)
  expect(await all(client.paginate('/links', { params: { query: { status: 'failed' } } }))).toEqual([{ id: 0 }, { id: 1 }])
  expect(asked).toEqual([FIRST, `${FIRST}&Page=1&PageToken=a%2Fb`])
})

test.each([
  ['null', null],
  ['an empty text', ''],
])('%s ends the list', async (_, end) => {
  const { client, asked } = linked(end)
  expect(await all(client.paginate('/links'))).toEqual([{ id: 0 }])
  expect(asked).toHaveLength(1)
})

test.each([
  ['/v1/links?cursor=x', 'the link to the next page carries none of Page, PageToken'],
  // The response itself is always there, so nothing shows that the member is left out on purpose.
  [undefined, 'the page has neither an end nor a link to the next'],
  [7, 'the page has neither an end nor a link to the next'],
])('a link %s is an error, never a silent end', async (link, what) => {
  const error = await failure(all(linked(link).client.paginate('/links')))
  expect(error.message).toContain(what)
})

test('no member ends a list whose pages repeat their size, if that is there: otherwise the response is cut off or spelt in another way', async () => {
  const answers = (body: object) => createAcme({ ...credentials, fetch: async () => Response.json(body) }).paginate('/told-links')
  expect(await all(answers({ data: [{ id: 0 }], page_size: 1 }))).toEqual([{ id: 0 }])
  expect(await all(answers({ data: [], page_size: 0 }))).toEqual([])
  expect((await failure(all(answers({ data: [{ id: 0 }], pageSize: 1, nextPage: '?Page=1' })))).message).toContain(
    'neither an end nor a link',
  )
})

test('a link that leads back is an error', async () => {
  const back = '/v1/links?Page=1'
  const error = await failure(all(linked(back, back, back).client.paginate('/links')))
  expect(error.message).toContain('the next cursor was used before')
})

test('a token goes on after its page', async () => {
  const { client, asked } = linked('/v1/links?Page=1&PageToken=p', null)
  const pages = client.paginate('/links').pages()[Symbol.asyncIterator]()
  const { value: first } = await pages.next()
  await all(client.paginate('/links', { token: first.token }))
  expect(asked[1]).toBe('https://api.acme.example/v1/links?limit=100&Page=1&PageToken=p')
})

import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const page = readFileSync(new URL('../../dist/page.html', import.meta.url), 'utf8')

test('the page with all its script is less than 200 kB', () => {
  expect(gzipSync(page).length).toBeLessThan(200_000)
})

test('the page names nothing that it would have to fetch', () => {
  const outside = [...page.matchAll(/(?:src|href|url\()\s*=?\s*["'(]?(?:https?:)?\/\/[^"')\s]*/g)].map(([address]) => address)
  expect(outside).toEqual([])
})

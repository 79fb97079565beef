import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isJoined, PACKAGES } from '../src/tarballs.ts'

const packages = join(import.meta.dirname, '../../packages')

interface Manifest {
  name: string
  exports?: Record<string, { default?: string }>
}

/** Every entry point with code of the bundled packages: the built file and its source. */
const ENTRIES = PACKAGES.filter(isJoined).flatMap((folder) => {
  const { name, exports = {} }: Manifest = JSON.parse(readFileSync(join(packages, folder, 'package.json'), 'utf8'))
  return Object.entries(exports).flatMap(([entry, { default: built }]) => {
    if (built === undefined) return []
    const source = built.replace('./dist/', 'src/').replace(/\.js$/, '.ts')
    return [[`${name}${entry.slice(1)}`, join(packages, folder, built), join(packages, folder, source)] as const]
  })
})

test.each(ENTRIES)('%s gives the names of its source, and the functions go by theirs', async (_, built, source) => {
  const [joined, own]: Record<string, unknown>[] = await Promise.all([import(built), import(source)])
  // Names that entry points share begin with a dollar.
  const names = Object.keys(joined ?? {}).filter((name) => !name.startsWith('$'))
  expect(names.sort()).toEqual(Object.keys(own ?? {}).sort())
  const called = (values: Record<string, unknown> | undefined) =>
    names.map((name) => [
      name,
      typeof values?.[name] === 'function' ? (values[name] as { name: string }).name : typeof values?.[name],
    ])
  expect(called(joined)).toEqual(called(own))
})

test('the package of a provider maps its rows, not those of another', async () => {
  const [butter, zudu] = await Promise.all([import('@callspec/butter'), import('@callspec/zudu')])
  expect(butter.toCall).toBe(butter.butter.toCall)
  expect(zudu.toCall).toBe(zudu.zudu.toCall)
})

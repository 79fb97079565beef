import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../src/run.ts'

const packages = join(import.meta.dirname, '../../packages')

/** Every entry point with code, of the packages that claim to have no side effects. */
const ENTRIES = readdirSync(packages).flatMap((folder) => {
  const { name, exports, sideEffects } = JSON.parse(readFileSync(join(packages, folder, 'package.json'), 'utf8'))
  if (sideEffects !== false) return []
  const code = Object.entries(exports).filter(([, target]) => typeof target === 'object')
  // From its own folder, a package resolves its own name.
  return code.map(([entry]) => [`${name}${entry.slice(1)}`, join(packages, folder)] as const)
})

// What an import could leave behind: a new or changed global, a member of a built-in, a listener, a timer or a socket.
const WATCH = (entry: string) => `
  const names = Object.getOwnPropertyNames(globalThis).filter((name) => name !== 'localStorage')
  const state = () => [
    ...Object.getOwnPropertyNames(globalThis).filter((name) => name !== 'localStorage'),
    ...names.map((name) => globalThis[name]),
    ...[Object, Array, String, Promise, Map, Date, Error, Request, Response, Headers, URL].flatMap((built) => [
      ...Reflect.ownKeys(built),
      ...Reflect.ownKeys(built.prototype),
    ]),
    ...process.eventNames().map((name) => process.listenerCount(name)),
    ...process.getActiveResourcesInfo(),
  ]
  const before = state()
  await import(${JSON.stringify(entry)})
  const after = state()
  console.log(before.length === after.length && before.every((value, index) => Object.is(value, after[index])))
`

test.each(ENTRIES)('importing %s has no effect', async (entry, folder) => {
  expect(await run(process.execPath, ['--input-type=module', '-e', WATCH(entry)], folder)).toBe('true\n')
})

test('an effect would be seen', async () => {
  const effects = ['globalThis.seen = 1', 'Array.prototype.seen = 1', "process.on('exit', () => {})", 'setTimeout(() => {}, 1)']
  for (const effect of effects) {
    const url = `data:text/javascript,${encodeURIComponent(effect)}`
    expect(await run(process.execPath, ['--input-type=module', '-e', WATCH(url)], import.meta.dirname)).toBe('false\n')
  }
})

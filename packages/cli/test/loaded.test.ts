import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { BIN, folder } from './run-callspec.js'

const HOOK = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module'
  const loaded = []
  registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) })
  process.on('exit', () => console.error(JSON.stringify(loaded)))`)}`

/** What a command loads, besides what belongs to Node. */
function loadedBy(...args: string[]): string[] {
  const { stderr } = spawnSync(process.execPath, ['--import', HOOK, BIN, ...args], { cwd: folder(), env: {}, encoding: 'utf8' })
  return (JSON.parse(stderr.trim().split('\n').at(-1) ?? '') as string[]).filter((url) => url.startsWith('file:'))
}

it.each([['--help'], ['providers'], ['list', '--source', 'none']])(
  'callspec %s loads no simulated platform, and nothing that checks configurations, so that it starts at once',
  (...args) => {
    const loaded = loadedBy(...args)
    expect(loaded.some((url) => url.includes('/cli/dist/'))).toBe(true)
    expect(loaded.filter((url) => /\/simulator\/dist\/providers\/|\/node_modules\/ajv\//.test(url))).toEqual([])
  },
)

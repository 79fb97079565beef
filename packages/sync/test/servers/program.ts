import { execFileSync } from 'node:child_process'
import { accessSync, constants, globSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

const INSTALL = join(import.meta.dirname, '../../../../.ci/debian')

/** The programs of servers, by the package of Debian that has them. */
const PACKAGES = { initdb: 'postgresql', postgres: 'postgresql', 'redis-server': 'redis-server' } as const

type Program = keyof typeof PACKAGES

/** The path of a server's program, which is installed where it is missing. */
export function program(name: Program): string {
  return find(name) ?? install(name)
}

function install(name: Program): string {
  execFileSync(INSTALL, [PACKAGES[name]], { stdio: ['ignore', 'inherit', 'inherit'] })
  const path = find(name)
  if (path === undefined) throw new Error(`${name} is missing, although ${INSTALL} ended well. Put it on the PATH.`)
  return path
}

function find(name: string): string | undefined {
  // Debian keeps every version of PostgreSQL in a folder of its own, off the PATH.
  const debian = globSync('/usr/lib/postgresql/*/bin')
    .map((folder) => ({ folder, version: Number(dirname(folder).split('/').at(-1)) }))
    .sort((one, other) => other.version - one.version)
    .map(({ folder }) => folder)
  return [...(process.env.PATH ?? '').split(delimiter), ...debian].map((folder) => join(folder, name)).find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

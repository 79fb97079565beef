import { existsSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Source } from 'callspec'
import { resolve as resolvePackage } from 'import-meta-resolve'
import { UsageError } from '../usage-error.js'

/** The part of a provider that the command needs. */
export interface AnyProvider {
  (options: object): Source
  readonly definition: Source['definition']
}

/**
 * Imports a provider from a module, whatever the name of the export.
 * @param place of the source in the configuration, for messages
 */
export async function importProvider(module: string, provider: string, file: string, place: string): Promise<AnyProvider> {
  const fail = (member: 'module' | 'provider', text: string) => new UsageError(`${file}: ${place}.${member}: ${text}`)
  const found = Object.values(await load(locate(module, file, fail), module, fail)).filter(isProvider)
  const ids = [...new Set(found.map(({ definition }) => definition.descriptor.id))]
  const wanted = found.find(({ definition }) => definition.descriptor.id === provider)
  if (wanted) return wanted
  if (ids.length === 0) {
    throw fail(
      'module',
      `"${module}" exports no provider. Export what defineProvider returns, like export const ${exampleName(provider)} = defineProvider({ … }).`,
    )
  }
  throw fail(
    'provider',
    `received "${provider}", but "${module}" exports ${ids.join(', ')}. Write ${ids.length > 1 ? 'one of these' : 'that'}.`,
  )
}

type Fail = (member: 'module' | 'provider', text: string) => UsageError

const exampleName = (provider: string) => (/^[a-z]\w*$/i.test(provider) ? provider : 'phonix')

// A module can export anything, and its defineProvider may come from another copy of the package: no instanceof here.
function isProvider(value: unknown): value is AnyProvider {
  if (typeof value !== 'function') return false
  const { definition } = value as { definition?: { descriptor?: { id?: unknown; credentials?: unknown; operations?: unknown } } }
  const { id, credentials, operations } = definition?.descriptor ?? {}
  return typeof id === 'string' && typeof credentials === 'object' && typeof operations === 'object'
}

/** Resolves a module from the folder of the configuration: a path, or an installed package. */
function locate(module: string, file: string, fail: Fail): URL {
  const folder = dirname(resolve(file))
  if (/^\.{1,2}(?:[\\/]|$)|^file:/.test(module) || isAbsolute(module)) {
    const url = module.startsWith('file:') ? new URL(module) : pathToFileURL(resolve(folder, module))
    const path = fileURLToPath(url)
    if (!existsSync(path))
      throw fail('module', `"${module}" was not found in ${folder}. Write its path from there, with its extension.`)
    if (statSync(path).isDirectory()) throw fail('module', `"${module}" is a folder. Name the file in it.`)
    return url
  }
  try {
    return new URL(resolvePackage(module, pathToFileURL(join(folder, 'callspec.config.json')).href))
  } catch (error) {
    if (existsSync(resolve(folder, module)))
      throw fail('module', `"${module}" is not a package. Write "./${module}" for the file.`)
    const { code } = error as NodeJS.ErrnoException
    const reason = code === 'ERR_PACKAGE_PATH_NOT_EXPORTED' ? 'its package does not export that' : 'there is no such package'
    throw fail(
      'module',
      `"${module}" was not found from ${folder}: ${reason}. Install it there, or write a path like "./phonix.ts".`,
    )
  }
}

async function load(url: URL, module: string, fail: Fail): Promise<object> {
  try {
    return await import(url.href)
  } catch (error) {
    throw fail('module', `"${module}" cannot be loaded: ${reasonText(error)}`)
  }
}

function reasonText(error: unknown): string {
  // A module can throw anything.
  const { code, message = String(error) } = (error ?? {}) as { code?: string; message?: string }
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION')
    return `this Node (${process.versions.node}) does not run such files. For TypeScript use Node 22.18 or newer, or compile it.`
  if (code === 'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING') return 'Node does not run TypeScript in node_modules. Compile it.'
  if (/outside a module$|^Unexpected token 'export'/.test(message))
    return 'Node treats it as CommonJS because of its extension or "type" in package.json. Name it .mts or .mjs.'
  return `${message.split('\n')[0]?.replace(/\.$/, '')}.`
}

import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { BaseResolver, bundleFromString, createConfig } from '@redocly/openapi-core'
import { BadInput } from './bad-input.ts'
import { isObject, type Json } from './record.ts'

/** For one response, its body included. */
const TIMEOUT_MS = 60_000

/**
 * Reads an OpenAPI 3 document, JSON or YAML, from an address or a file, with the files that it refers to.
 * @throws BadInput
 */
export async function readDocument(from: string, folder = process.cwd()): Promise<Json> {
  const isUrl = /^https?:\/\//i.test(from)
  const place = isUrl ? from : resolve(folder, from)
  const source = (isUrl ? await fetched(from) : await readFrom(place, from)).replace(/^\uFEFF/, '')
  if (/^\s*<(?!<)/.test(source)) {
    throw new BadInput(`${from}: is a page, not an OpenAPI document. Fix: pass the address of its JSON or YAML.`)
  }
  const document = await parsed(source, place, from)
  if (isObject(document) && typeof document.swagger === 'string') {
    throw new BadInput(`${from}: is Swagger ${document.swagger}. Fix: convert it to OpenAPI 3 first.`)
  }
  if (!isObject(document) || !/^3\.\d/.test(String(document.openapi)) || !isObject(document.paths)) {
    throw new BadInput(`${from}: is no OpenAPI 3 document with paths. Fix: pass one, JSON or YAML.`)
  }
  return document
}

const timed: typeof fetch = (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) })

async function fetched(url: string): Promise<string> {
  try {
    const response = await timed(url)
    if (response.ok) return await response.text()
    await response.body?.cancel()
    throw new BadInput(`${url}: answered ${response.status}. Fix: pass the address that the document has now.`)
  } catch (error) {
    if (error instanceof BadInput) throw error
    const { name, cause } = error as Error
    const why = name === 'TimeoutError' ? `no answer within ${TIMEOUT_MS / 1000} s` : codeOf(cause)
    throw new BadInput(`${url}: cannot be read (${why}). Fix: try again, or pass a file.`)
  }
}

const codeOf = (cause: unknown) => (isObject(cause) && typeof cause.code === 'string' ? cause.code : 'the connection failed')

async function readFrom(place: string, from: string): Promise<string> {
  try {
    return await readFile(place, 'utf8')
  } catch (error) {
    throw new BadInput(`${from}: cannot be read (${codeOf(error)}). Fix: pass an existing file, or an address with https://.`)
  }
}

async function parsed(source: string, place: string, from: string): Promise<unknown> {
  try {
    const config = await createConfig({})
    const externalRefResolver = new BaseResolver({ http: { headers: [], customFetch: timed } })
    // Broken references are reported where the comparison meets them: the rest of the document is still of use.
    const { bundle } = await bundleFromString({ source, absoluteRef: place, config, externalRefResolver })
    return bundle.parsed
  } catch (error) {
    const [what] = (error as Error).message.split('\n')
    throw new BadInput(`${from}: cannot be read as OpenAPI (${what}). Fix: pass an OpenAPI 3 document, JSON or YAML.`)
  }
}

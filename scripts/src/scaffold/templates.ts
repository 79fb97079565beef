import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { capitalize } from '../capitalize.ts'
import { walk } from '../files.ts'
import { root } from '../specs.ts'

const TEMPLATES = join(root, 'scripts/templates/provider')

/** What stands for the names of a provider in templates. */
export const providerWords = (id: string, name = capitalize(id)): Record<string, string> => ({
  __id__: id,
  __Id__: capitalize(id),
  __Name__: name,
  __ID__: id.toUpperCase(),
})

export const put = (text: string, id: string, name?: string, today = ''): string => {
  const words: Record<string, string> = { ...providerWords(id, name), __today__: today }
  return text.replaceAll(/__(?:id|Id|Name|ID|today)__/g, (word) => words[word] ?? word)
}

/** The first step: the spec, an example and the changeset. What only the documentation can tell is marked `FILL IN`. */
export const specFiles = (id: string, today: string): Map<string, string> =>
  new Map(
    walk(TEMPLATES).map((path): [string, string] => [
      put(path, id).replace(/\.template$/, ''),
      put(readFileSync(join(TEMPLATES, path), 'utf8'), id, undefined, today),
    ]),
  )

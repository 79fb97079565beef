import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { capitalize } from './capitalize.ts'
import { list, read, walk } from './files.ts'
import { providers, readSpec, root } from './specs.ts'

const TEMPLATES = join(root, 'scripts/templates/provider')

/** Files that are the same in every provider's package except for names. */
const SHARED_FORM = ['package.json', 'tsconfig.json', 'LICENSE']

/** The files of a new provider, by path. What only its documentation can tell is marked `FILL IN`. */
export function scaffold(id: string, today: string, base = root): Map<string, string> {
  const name = capitalize(id)
  const words: Record<string, string> = { __id__: id, __Id__: name, __Name__: name, __ID__: id.toUpperCase(), __today__: today }
  const put = (text: string) => text.replaceAll(/__(?:id|Id|Name|ID|today)__/g, (word) => words[word] ?? word)
  return new Map([
    ...walk(TEMPLATES).map((path): [string, string] => [
      put(path).replace(/\.template$/, ''),
      put(readFileSync(join(TEMPLATES, path), 'utf8')),
    ]),
    ...sharedForm(id, name, base),
  ])
}

/** Copied from another provider, so that there is no second template to maintain. */
function sharedForm(id: string, name: string, base: string): [string, string][] {
  const [model = ''] = providers(base)
  const modelName = readSpec(model, base).servers[0]!.description
  const renamed = (text: string) => text.replaceAll(modelName, name).replaceAll(model, id)
  const files = list(base, 'packages', model).filter((file) => SHARED_FORM.includes(file))
  return files.map((file) => {
    const text = renamed(read(base, 'packages', model, file) ?? '')
    return [`packages/${id}/${file}`, file === 'package.json' ? unreleased(text) : text]
  })
}

const unreleased = (manifest: string) => `${JSON.stringify({ ...JSON.parse(manifest), version: '0.0.0' }, null, 2)}\n`

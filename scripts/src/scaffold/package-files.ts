import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { list as listFolder, read } from '../files.ts'
import { providers, readSpec, root } from '../specs.ts'
import type { Facts } from './facts.ts'
import { accessed } from './literals.ts'
import { providerWords, put } from './templates.ts'
import { webhookSection } from './webhook-files.ts'

/** Files that are the same in every provider's package, but for its names. */
const SHARED_FORM = ['package.json', 'tsconfig.json', 'LICENSE']

/** Taken from another provider, so that there is no second form to keep in step. */
export function sharedForm(id: string, name: string, base: string): [string, string][] {
  const packaged = providers(base).filter((each) => each !== id && read(base, 'packages', each, 'package.json') !== undefined)
  const [model = ''] = packaged
  const modelName = readSpec(model, base).servers[0]!.description
  const renamed = (text: string) => text.replaceAll(modelName, name).replaceAll(model, id)
  const hasHooks = readSpec(id, base)['x-callspec'].webhooks !== undefined
  const files = listFolder(base, 'packages', model).filter((file) => SHARED_FORM.includes(file))
  return files.map((file) => {
    const text = renamed(read(base, 'packages', model, file) ?? '')
    return [`packages/${id}/${file}`, file === 'package.json' ? unreleased(text, hasHooks) : text]
  })
}

const WEBHOOK = { types: './dist/webhook.d.ts', default: './dist/webhook.js' }

function unreleased(manifest: string, hasHooks: boolean): string {
  const { devDependencies: _tests, exports: own, ...rest } = JSON.parse(manifest)
  const { '.': main, './webhook': _ofModel, ...others } = own
  const exports = { '.': main, ...(hasHooks && { './webhook': WEBHOOK }), ...others }
  // In the place that it had.
  const entries = Object.entries({ ...rest, version: '0.0.0' }).flatMap(([name, value]) =>
    name === 'sideEffects'
      ? [
          [name, value],
          ['exports', exports],
        ]
      : [[name, value]],
  )
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`
}

const PACKAGE = join(root, 'scripts/templates/package')

export const indexFile = (facts: Facts): string =>
  put(readFileSync(join(PACKAGE, 'index.ts.template'), 'utf8'), facts.id, facts.name)

export const clientTestFile = ({ id, Id }: Facts): string =>
  `import { clientSuite } from '../../core/test/client-suite.js'\nimport { create${Id} } from '../src/index.js'\n\nclientSuite('${id}', create${Id})\n`

export function readme(facts: Facts): string {
  const { list, get, credentials, call, spec } = facts
  const verb = list.method
  const rows = list.rows.length === 0 ? 'data' : `${accessed('data', list.rows, '?')} ?? []`
  const shown = [list.id.name, ...(call.status ? [call.status.name] : [])].map((name) => `call.${name}`).join(', ')
  const variables = credentials.map(({ environment }) => `\`${environment}\``).join(' and ')
  const open = Object.values(spec['x-callspec'].assumptions).map(
    ({ text, source }) => `- ${line(source)} callspec assumes: ${line(text)}`,
  )
  const getPath = get && `'${get.path}', { params: { path: { ${get.parameter}: '…' } } }`
  const single = get
    ? `\`\`\`ts
const call = await client.unwrap(client.GET(${getPath}))
console.log(${accessed('call', get.single, '?')}${get.single.length > 0 ? '?' : ''}.${list.id.name})
\`\`\`

\`unwrap\` returns the body of a success and throws anything else as a \`CallspecError\`, like \`paginate\`.`
    : 'A single call cannot be read: no such operation is documented.'
  const { parent } = list
  const ofParent = parent ? `, { params: { ${parent.isInPath ? 'path' : 'query'}: { ${parent.name}: '…' } } }` : ''
  const values = {
    ...providerWords(facts.id, facts.name),
    __options__: credentials.map(({ name }) => `${name}: '…'`).join(', '),
    __credentials__: `${credentials.map(({ name }) => `\`${name}\``).join(' and ')}, or ${variables}`,
    __request__: list.inBody ? `${verb}('${list.path}', { body: {} })` : `${verb}('${list.path}'${ofParent})`,
    __paginated__: `'${list.path}'${ofParent}`,
    __rows__: rows,
    __shown__: shown,
    __call_id__: list.id.name,
    __single__: single,
    __webhooks__: webhookSection(facts.id, facts.name, spec),
    __open__: open.length > 0 ? open.join('\n') : 'Nothing that callspec relies on.',
  }
  return readFileSync(join(PACKAGE, 'README.md.template'), 'utf8').replaceAll(
    /__\w+?__/g,
    (word) => (values as Record<string, string>)[word] ?? word,
  )
}

const line = (text: string): string => text.trim().replaceAll(/\s+/g, ' ')

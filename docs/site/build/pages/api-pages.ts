import { readFileSync, rmSync } from 'node:fs'
import { basename, dirname, join, posix, relative } from 'node:path'
import {
  Application,
  Comment,
  CommentTag,
  type Context,
  Converter,
  type DeclarationReflection,
  ReflectionKind,
  type TypeDocOptions,
} from 'typedoc'
import { list, read, walk } from '../../../../scripts/src/files.ts'
import { providers } from '../../../../scripts/src/specs.ts'
import { generated, root, site } from '../folders.ts'
import { pageOf } from './markdown.ts'
import type { Page } from './page.ts'

const PROVIDERS = 'Providers'

/** The API reference: a page per entry point of every package that exports something. */
export async function apiPages(): Promise<Page[]> {
  const out = join(generated, 'api')
  rmSync(out, { recursive: true, force: true })
  await convert(entryPoints(), out)
  return walk(out)
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .map((file) => apiPage(join(out, file), file))
    .toSorted((a, b) => (a.slug < b.slug ? -1 : 1))
}

/** The call log first: what several packages export is described in the first of them; the others link to it. */
function entryPoints(): string[] {
  const names = list(root, 'packages').toSorted((a, b) => Number(b === 'callspec') - Number(a === 'callspec'))
  // `all` passes on what the pages of the providers describe.
  return names.filter((name) => name !== 'all').flatMap((name) => exported(join(root, 'packages', name)))
}

/** The sources of what a package exports. */
function exported(folder: string): string[] {
  const { exports = {} }: { exports?: Record<string, string | { default?: string }> } = JSON.parse(
    read(join(folder, 'package.json')) ?? '{}',
  )
  return Object.values(exports).flatMap((target) => {
    const file = typeof target === 'string' ? target : (target.default ?? '')
    const name = /^\.\/dist\/(.+)\.js$/.exec(file)?.[1]
    return name === undefined ? [] : [join(folder, 'src', `${name}.ts`)]
  })
}

async function convert(entryPoints: string[], out: string): Promise<void> {
  const options: TypeDocOptions & Record<string, unknown> = {
    entryPoints,
    out,
    tsconfig: join(site, 'tsconfig.api.json'),
    plugin: [join(site, 'node_modules/typedoc-plugin-markdown/dist/index.js')],
    // A platform's types are on its own page, with their descriptions.
    exclude: ['**/src/generated/types.ts'],
    excludePrivate: true,
    excludeInternal: true,
    excludeExternals: true,
    disableSources: true,
    // Functions before their types.
    groupOrder: ['Functions', PROVIDERS, 'Classes', 'Interfaces', 'Type Aliases', 'Variables', '*'],
    // The build has checked the types.
    skipErrorChecking: true,
    readme: 'none',
    logLevel: 'Warn',
    cleanOutputDir: false,
    outputFileStrategy: 'modules',
    hidePageHeader: true,
    hideBreadcrumbs: true,
    useCodeBlocks: true,
    maxTypeConversionDepth: 3,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    classPropertiesFormat: 'table',
    propertyMembersFormat: 'table',
    typeAliasPropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
  }
  const app = await Application.bootstrapWithPlugins(options)
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, groupProviders)
  const project = await app.convert()
  if (!project || app.logger.hasErrors()) throw new Error('TypeDoc could not read the packages: see its messages above.')
  await app.generateOutputs(project)
}

/** TypeDoc takes providers, which are functions, for variables, and would print their descriptors. */
function groupProviders({ project }: Context): void {
  // Reflections of that kind are declarations.
  for (const variable of project.getReflectionsByKind(ReflectionKind.Variable) as DeclarationReflection[]) {
    if (variable.type?.type !== 'reference' || variable.type.name !== 'Provider') continue
    delete variable.type.typeArguments
    variable.comment ??= new Comment()
    variable.comment.blockTags.push(new CommentTag('@group', [{ kind: 'text', text: PROVIDERS }]))
  }
}

/** `callspec/src/explain.md` is the entry point `callspec/explain`. */
function apiPage(path: string, file: string): Page {
  const [name = '', ...rest] = file.split('/')
  const entry = basename(rest.join('/'), '.md').replace(/^(src|index)$/, '')
  const manifest: { name: string } = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'))
  const slug = ['packages', name, entry === '' ? 'api' : `api-${entry}`].join('/')
  const title = entry === '' ? manifest.name : `${manifest.name}/${entry}`
  const text = readFileSync(path, 'utf8').replace(/^# .+\n/, `# ${title}: API\n`)
  const source = relative(root, path)
  if (entry === '' && providers().includes(name)) {
    const spec = posix.relative(dirname(source), `specs/${name}/openapi.yaml`)
    const page = pageOf(source, slug, text, 'API')
    return {
      ...page,
      body: `\nThe types of requests and responses are on the page of [the platform's operations](${spec}).\n${page.body}`,
    }
  }
  return pageOf(source, slug, text, entry === '' ? 'API' : `API of /${entry}`)
}

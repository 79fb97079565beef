// Reads src/ and package.json of the package it runs in; empties dist and writes dist/*.js with source maps, to which tsc adds the declarations:
// one file per entry point, because each file makes an import slower. What the main entry reaches is in index.js, from where the other entries
// import it. Whatever is not a dependency is bundled, with its licence. Exits 1 if a file does not compile or an import is missing.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { rolldown } from 'rolldown'
import { parseAst } from 'rolldown/parseAst'

interface Manifest {
  exports: Record<string, string | Record<string, string>>
  /** The package's imports from itself, per runtime. */
  imports?: Record<string, Record<string, string>>
  dependencies?: Record<string, string>
}

const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'))
const dependencies = Object.keys(manifest.dependencies ?? {})
const targets = [...Object.values(manifest.exports), ...Object.values(manifest.imports ?? {})]
const entries = Object.fromEntries(
  targets.flatMap(Object.values<string>).flatMap((target) => {
    const name = /^\.\/dist\/(.+)\.js$/.exec(target)?.[1]
    return name === undefined ? [] : [[name, resolve(`src/${name}.ts`)]]
  }),
)

/**
 * Marks what a module computes for its constants as free of side effects. The manifest says so for every file, but in one joined file a bundler
 * needs the marks, or it would keep unused code.
 */
function withoutEffects(code: string): string {
  const values = parseAst(code, { lang: 'ts' }).body.flatMap((statement) => {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    return declared?.type === 'VariableDeclaration' ? declared.declarations.flatMap(({ init }) => untyped(init) ?? []) : []
  })
  const isComputed = (value: { type: string; properties?: { type: string }[] }) =>
    /^(Call|Member)Expression$|^TemplateLiteral$/.test(value.type) ||
    value.properties?.some(({ type }) => type === 'SpreadElement') === true
  return values
    .filter((value) => isComputed(value) || (value.type === 'NewExpression' && value.arguments.some(isComputed)))
    .toReversed()
    .reduce((text, { start, end }) => {
      return `${text.slice(0, start)}/* @__PURE__ */ (() => (${text.slice(start, end)}))()${text.slice(end)}`
    }, code)
}

/** A value without `as` and `satisfies`. */
const untyped = <Value extends { type: string } | null>(value: Value): Value =>
  value && 'expression' in value && /^TS(As|Satisfies)Expression$/.test(value.type) ? untyped(value.expression as Value) : value

// Parts of openapi-fetch that core replaces or never uses: its methods (core/src/client/client.ts), an extension of its requests, and client
// defaults for what core passes with each request, including the serializers (core/src/client/serialize.ts). No bundler can know that.
const UNUSED: readonly [pattern: RegExp, instead: string, count: number][] = [
  [/^ {2}let \{\n.*?^ {2}\} = \{ \.\.\.clientOptions \};$/gms, 'const { baseUrl, headers: baseHeaders } = clientOptions;', 1],
  [/^ {2}(requestInitExt|baseUrl) = .*;$/gm, '', 2],
  [/\bfetch = baseFetch,\n *Request = CustomRequest,/g, 'fetch, Request = globalThis.Request,', 1],
  [/ = globalBodySerializer \?\? /g, ' = ', 1],
  [/^ {4}let finalBaseUrl = .*?^ {4}\}$/gms, 'const finalBaseUrl = localBaseUrl;', 1],
  [
    /^ {4}let querySerializer = .*?^ {4}const pathSerializer = .*?;$/gms,
    'const querySerializer = requestQuerySerializer, pathSerializer = requestPathSerializer;',
    1,
  ],
  [/^ *\.\.\.baseOptions,$/gm, '', 1],
  [/\bfetch\(request, requestInitExt\)/g, 'fetch(request)', 1],
  [/^ {4}[A-Z]+\(url, init\) {.*?^ {4}},$/gms, '', 8],
]

function withoutUnused(code: string): string {
  return UNUSED.reduce((text, [pattern, instead, count]) => {
    if (text.match(pattern)?.length !== count)
      throw new Error(`openapi-fetch has changed: ${pattern} no longer matches (scripts/src/join.ts).`)
    return text.replace(pattern, instead)
  }, code)
}

const bundle = await rolldown({
  input: entries,
  platform: 'neutral',
  external: (id) => /^(node:|#)/.test(id) || dependencies.some((name) => id === name || id.startsWith(`${name}/`)),
  // As in tsconfig.package.json: the oldest Node knows no later syntax.
  transform: { target: 'es2024' },
  resolve: { extensionAlias: { '.js': ['.ts', '.tsx'] }, conditionNames: ['import'] },
  // What is written into a page is a text.
  moduleTypes: { '.css': 'text' },
  preserveEntrySignatures: 'allow-extension',
  // A missing import is only a warning.
  onLog(level, { message }) {
    if (level === 'warn') throw new Error(message)
  },
  plugins: [
    {
      name: 'pure',
      transform: { filter: { id: /\/src\/.*\.ts$/ }, handler: (code) => ({ code: withoutEffects(code), map: null }) },
    },
    {
      name: 'unused',
      transform: { filter: { id: /\/openapi-fetch\// }, handler: (code) => ({ code: withoutUnused(code), map: null }) },
    },
  ],
})

/** Rolldown's name for the shared file of the entries; beside it, index.js would only re-export. */
const SHARED = '__index__'
const { output } = await bundle.generate({
  sourcemap: true,
  entryFileNames: '[name].js',
  chunkFileNames: '[name].js',
  minifyInternalExports: false,
  // Long variable names cost Node a sixteenth of the import. Names of functions and classes, and lines, stay for stack traces.
  minify: { compress: false, mangle: { toplevel: false, keepNames: true }, codegen: false },
  comments: { legal: true, annotation: true, jsdoc: false },
  codeSplitting: { groups: [{ name: SHARED, test: (id) => id === entries.index }] },
})
await bundle.close()

rmSync('dist', { recursive: true, force: true })
const chunks = output.filter((file) => file.type === 'chunk')
// If the other entries share nothing only among themselves, rolldown writes no file beside index.js.
const shared = chunks.find(({ name }) => name === SHARED) ?? chunks.find(({ fileName }) => fileName === 'index.js')
const names = new Set(ownNames(readFileSync(entries.index ?? '', 'utf8')))

/** What an entry itself exports, by name. */
function ownNames(code: string): string[] {
  return parseAst(code, { lang: 'ts' }).body.flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration') return []
    const { declaration, specifiers } = statement
    if (declaration?.type === 'FunctionDeclaration') return declaration.id?.name ?? []
    return specifiers.flatMap(({ exported }) => ('name' in exported ? exported.name : exported.value))
  })
}

/** Renames what index.js exports to the other entries to `$name`, so that nobody takes it for a part of the package's API. */
function withInnerNames(code: string, isShared: boolean): string {
  const statement = isShared
    ? /^(export) \{ (.*) \}(;)$/gm
    : /^(import) \{ (.*) \}( from "(?:\.\.?\/)+(?:__index__|index)\.js";)$/gm
  return code.replaceAll(statement, (_, keyword: string, list: string, rest: string) => {
    const items = list.split(', ').map((item) => {
      const [before = '', after = before] = item.split(' as ')
      if (names.has(isShared ? after : before)) return item
      return isShared ? `${before} as $${after}` : `$${before} as ${after}`
    })
    return `${keyword} { ${items.join(', ')} }${rest}`
  })
}

for (const file of output) {
  if (shared?.name === SHARED && /^index\.js/.test(file.fileName)) continue
  const path = join('dist', file.fileName.replace(SHARED, 'index'))
  const text = file.type === 'asset' ? String(file.source) : shared ? withInnerNames(file.code, file === shared) : file.code
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text.replaceAll(`${SHARED}.js`, 'index.js'))
}

for (const id of output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))) {
  const [folder, name] = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id) ?? []
  if (folder && name) copyFileSync(join(folder, 'LICENSE'), `dist/${name.replace('/', '-')}.LICENSE`)
}

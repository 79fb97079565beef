// Reads src/ and package.json of the package it is run in; writes dist/*.js with source maps, beside the declarations that
// tsc makes: one file per entry point, because an import costs by its files. What the main entry reaches stands in index.js, and the
// other entries import it from there. Takes in what is not a dependency, with its licence. Exits 1 if a file does not compile.
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { rolldown } from 'rolldown'
import { parseAst } from 'rolldown/parseAst'

interface Manifest {
  exports: Record<string, string | { default: string }>
  dependencies?: Record<string, string>
}

const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'))
const dependencies = Object.keys(manifest.dependencies ?? {})
const entries = Object.fromEntries(
  Object.values(manifest.exports).flatMap((target) => {
    const name = typeof target === 'string' ? undefined : /^\.\/dist\/(.+)\.js$/.exec(target.default)?.[1]
    return name === undefined ? [] : [[name, resolve(`src/${name}.ts`)]]
  }),
)

/**
 * Marks what a module computes for its constants as free of effects. The manifest says so of every file, and a bundler that finds
 * them in one file has to be told again, or it would keep the platforms that nobody uses.
 */
function withoutEffects(code: string): string {
  const values = parseAst(code, { lang: 'ts' }).body.flatMap((statement) => {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    return declared?.type === 'VariableDeclaration' ? declared.declarations.flatMap(({ init }) => init ?? []) : []
  })
  return values
    .filter(({ type }) => type === 'CallExpression' || type === 'MemberExpression')
    .toReversed()
    .reduce((text, { start, end }) => {
      return `${text.slice(0, start)}/* @__PURE__ */ (() => ${text.slice(start, end)})()${text.slice(end)}`
    }, code)
}

const bundle = await rolldown({
  input: entries,
  platform: 'neutral',
  external: (id) => dependencies.some((name) => id === name || id.startsWith(`${name}/`)),
  resolve: { extensionAlias: { '.js': ['.ts'] }, conditionNames: ['import'] },
  preserveEntrySignatures: 'allow-extension',
  plugins: [
    {
      name: 'pure',
      transform: { filter: { id: /\/src\/.*\.ts$/ }, handler: (code) => ({ code: withoutEffects(code), map: null }) },
    },
  ],
})

/** What rolldown calls the file that the entries share; it makes index.js a second one, which does nothing but pass on. */
const SHARED = '__index__'
const { output } = await bundle.generate({
  sourcemap: true,
  entryFileNames: '[name].js',
  chunkFileNames: '[name].js',
  minifyInternalExports: false,
  // Names of variables cost Node a sixteenth of the import. Those of functions and classes and the lines stay, for traces.
  minify: { compress: false, mangle: { toplevel: false, keepNames: true }, codegen: false },
  comments: { legal: true, annotation: true, jsdoc: false },
  codeSplitting: { groups: [{ name: SHARED, test: (id) => id === entries.index }] },
})
await bundle.close()

for (const file of globSync('dist/**/*.js{,.map}')) rmSync(file)
const isShared = output.some(({ fileName }) => fileName === `${SHARED}.js`)
for (const file of output) {
  if (isShared && /^index\.js/.test(file.fileName)) continue
  const path = join('dist', file.fileName.replace(SHARED, 'index'))
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, String(file.type === 'chunk' ? file.code : file.source).replaceAll(`${SHARED}.js`, 'index.js'))
}

for (const id of output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))) {
  const [folder, name] = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id) ?? []
  if (folder && name) copyFileSync(join(folder, 'LICENSE'), `dist/${name.replace('/', '-')}.LICENSE`)
}

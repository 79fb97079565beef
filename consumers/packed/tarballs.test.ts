import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { run } from '../src/run.ts'
import { isJoined, PACKAGES, packageName } from '../src/tarballs.ts'
import { LOG } from './set-up.ts'

const { tarballs, strict, npm } = { tarballs: inject('tarballs'), strict: inject('strict'), npm: inject('npm') }
const root = join(import.meta.dirname, '../..')

describe.each(PACKAGES)('the package %s', (folder) => {
  const tarball = tarballs[packageName(folder)] ?? ''
  let unpacked: string
  let all: string[]
  beforeAll(async () => {
    unpacked = mkdtempSync(join(tmpdir(), 'callspec-unpacked-'))
    all = (await run('tar', ['xzvf', tarball], unpacked)).trim().split('\n').sort()
  })
  afterAll(() => rmSync(unpacked, { recursive: true, force: true }))

  test('satisfies publint --strict', async () => {
    const { messages } = await publint({ pack: { tarball: new Uint8Array(readFileSync(tarball)).buffer }, strict: true })
    expect(messages).toEqual([])
  })

  test('satisfies attw for ES modules', async () => {
    // A spec is not a module, so TypeScript's resolution of its path means nothing.
    const packed = createPackageFromTarballData(new Uint8Array(readFileSync(tarball)))
    const checked = await checkPackage(packed, { excludeEntrypoints: ['./openapi.yaml'] })
    if (!checked.types) throw new Error(`${folder} has no types.`)
    // Whoever resolves in another way knows only CommonJS.
    const esm = ['node16-esm', 'bundler']
    expect(checked.problems.filter((each) => !('resolutionKind' in each) || esm.includes(each.resolutionKind))).toEqual([])
  })

  test('holds licence, readme, sources, and what is made of them with its maps, and nothing else', () => {
    // The page is one file for browsers, made of sources that are declared only as far as the report takes them.
    const files = all.filter((file) => !/^package\/(src|dist)\/page\//.test(file))
    const written = files.flatMap((file) => /^package\/src\/(.+\.tsx?)$/.exec(file)?.[1] ?? [])
    // What only declares is not declared again.
    const sources = written.filter((file) => !file.endsWith('.d.ts')).map((file) => file.replace(/\.tsx?$/, ''))
    const { files: own, exports, imports = {} } = JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'))
    const targets = [...Object.values(exports), ...Object.values(imports)].flatMap((target) =>
      Object.values<string>(Object(target)),
    )
    const entries = new Set(targets.flatMap((target) => /dist\/(.+)\.js$/.exec(target)?.[1] ?? []))
    const code = isJoined(folder) ? [...entries, ...(PARTS[folder] ?? [])] : sources
    expect(sources.length).toBeGreaterThan(0)
    expect(files).toEqual(
      [
        ...['LICENSE', 'README.md', 'package.json', ...(OTHERS[folder] ?? [])],
        ...own.filter((file: string) => file.includes('.')),
        ...written.map((file) => `src/${file}`),
        ...sources.flatMap((name) => [`dist/${name}.d.ts`, `dist/${name}.d.ts.map`]),
        ...code.flatMap((name) => [`dist/${name}.js`, `dist/${name}.js.map`]),
      ]
        .map((file) => `package/${file}`)
        .sort(),
    )
  })

  test('has in its maps a source for every place, with its text', () => {
    const maps = all.filter((file) => file.endsWith('.js.map'))
    expect(maps.length).toBeGreaterThan(0)
    for (const file of maps) {
      const { sources, sourcesContent = [] } = JSON.parse(readFileSync(join(unpacked, file), 'utf8'))
      // tsc omits the text, because the file is in the package as well.
      const texts = isJoined(folder) ? sourcesContent.filter(Boolean) : sources
      expect(texts.length).toBe(sources.length)
    }
  })
})

/** Files that are loaded on demand, or shared by two entry points. */
const PARTS: Record<string, string[]> = {
  callspec: ['get-parts', 'tally'],
  core: ['node-http'],
  sync: ['migrations', 'open-postgres', 'sqlite-store'],
}

/** Licences of bundled code. */
const OTHERS: Record<string, string[]> = {
  core: ['dist/openapi-fetch.LICENSE', 'src/http/README.md'],
  explorer: [
    ...['d3-array', 'preact', 'preact-render-to-string'].map((name) => `dist/${name}.LICENSE`),
    'dist/page.html',
    'src/report/report.css',
  ],
}

test('the log and one provider need two more packages, and nothing else', () => {
  const { packages } = JSON.parse(readFileSync(join(npm, 'node_modules/.package-lock.json'), 'utf8'))
  expect(Object.keys(packages).sort()).toEqual(LOG.map((name) => `node_modules/${name}`).sort())
})

test('the spec of a platform is found under its client', async () => {
  const code = "console.log(require('node:fs').readFileSync(require.resolve('@callspec/zudu/openapi.yaml'), 'utf8'))"
  const spec = await run(process.execPath, ['--input-type=commonjs', '-e', code], strict)
  expect(spec).toContain('operationId: listCalls')
  expect(spec).toBe(`${readFileSync(join(root, 'packages/zudu/openapi.yaml'), 'utf8')}\n`)
})

test('the command runs', async () => {
  const printed = await run(join(strict, 'node_modules/.bin/callspec'), ['demo', '--limit', '5'], strict)
  expect(printed.trim().split('\n').length).toBe(6)
})

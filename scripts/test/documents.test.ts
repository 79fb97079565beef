// What the documents point at exists: files, headings, and the paths that they name in `code`.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { list } from '../src/files.ts'
import { root } from '../src/specs.ts'

const documents = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && !/^scripts\/test\/|CHANGELOG|^\.github\//.test(path) && existsSync(join(root, path)))
const TOP = ['packages', 'specs', 'scripts', 'docs', 'bench', 'consumers', ...list(root, 'packages')]
const PATH = new RegExp(`^(?:${TOP.join('|')})/[\\w./@-]+$`)

const textOf = (path: string) => readFileSync(join(root, path), 'utf8')
const prose = (text: string) => text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '')

/** Links of a document to files of the repository, as a path and an anchor. */
function links(path: string): [target: string, anchor: string][] {
  return [...prose(textOf(path)).matchAll(/\]\((?!https?:|mailto:)([^)\s#]*)(?:#([^)\s]*))?\)/g)].map(
    ([, file = '', anchor = '']) => [file === '' ? path : join(dirname(path), file), anchor],
  )
}

/** The anchors of headings, as GitHub makes them. */
function anchors(text: string): string[] {
  return [...prose(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

/** Paths in `code`, from the root or, as the guides write them, from `packages/`. */
function paths(text: string): string[] {
  return [...prose(text).matchAll(/`([^`\n]+)`/g)]
    .map(([, code = '']) => code)
    .filter((code) => PATH.test(code) && /\.\w+$|\/$/.test(code))
}

/** Acme is the provider that the guides add; its files stand where those of any other do, of which not each has web hooks. */
const exists = (path: string) =>
  ['butter', 'retell'].some((id) => {
    const own = path.replaceAll('acme', id)
    return existsSync(join(root, own)) || existsSync(join(root, 'packages', own))
  })

test.each(documents)('%s points at files and headings that exist', (document) => {
  const broken = links(document).filter(
    ([target, anchor]) => !existsSync(join(root, target)) || (anchor !== '' && !anchors(textOf(target)).includes(anchor)),
  )
  expect(broken).toEqual([])
})

test.each(documents)('%s names paths that exist', (document) => {
  expect(paths(textOf(document)).filter((path) => !exists(path))).toEqual([])
})

test('A path that is not there would be noticed', () => {
  expect(
    paths('See `core/src/descriptor.ts`, `core/src/nothing.ts` and `specs/<id>/openapi.yaml`.').filter((path) => !exists(path)),
  ).toEqual(['core/src/nothing.ts'])
})

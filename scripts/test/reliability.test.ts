import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../src/specs.ts'

interface Proof {
  file: string
  title: string
}

/** The titles of the tests that prove a behaviour, by the name that it has on the page and by file. */
const titles: Record<string, Record<string, string[]>> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'reliability.json'), 'utf8'),
)
const proofs: Proof[] = Object.values(titles).flatMap((files) =>
  Object.entries(files).flatMap(([file, inFile]) => inFile.map((title) => ({ file, title }))),
)

/** Whether a file holds a test of this title, written as one literal. */
function holds({ file, title }: Proof): boolean {
  const text = readFileSync(join(root, 'packages', file), 'utf8')
  return [`'${title}'`, `"${title}"`].some((literal) => text.includes(`(${literal}`) || text.includes(`  ${literal},`))
}

describe('docs/reliability.md', () => {
  const text = readFileSync(join(root, 'docs/reliability.md'), 'utf8')
  const section = text.slice(text.indexOf('\n## '), text.indexOf('<!-- faults -->'))
  const rows = [...section.matchAll(/^\| \*\*(.+?)\.\*\* .+ \| (.+) \|$/gm)]

  test('names the files that prove each behaviour, and no others', () => {
    expect(rows.length).toBeGreaterThanOrEqual(20)
    expect(Object.fromEntries(rows.map(([, name, files = '']) => [name, files.split(', ')]))).toEqual(
      Object.fromEntries(Object.entries(titles).map(([name, files]) => [name, Object.keys(files).map((file) => `\`${file}\``)])),
    )
    expect(Object.values(titles).filter((files) => Object.values(files).flat().length === 0)).toEqual([])
  })

  test('has tests with these titles behind it', () => {
    expect(proofs.filter((proof) => !holds(proof))).toEqual([])
  })

  test('would notice a title that does not exist', () => {
    expect(holds({ file: 'core/test/retry.test.ts', title: 'is given up after as many tries as were asked for' })).toBe(true)
    expect(holds({ file: 'core/test/retry.test.ts', title: 'is given up after as many tries' })).toBe(false)
  })
})

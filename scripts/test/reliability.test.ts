import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../src/specs.ts'

interface Proof {
  file: string
  title: string
}

/** The tests that a cell names, as `file`: "title", "title"; … */
function proofs(cell: string): Proof[] {
  return [...cell.matchAll(/`([^`]+\.test\.ts)`: ((?:"(?:[^"\\]|\\.)*"(?:, )?)+)/g)].flatMap(([, file = '', titles = '']) =>
    [...titles.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, title = '']) => ({ file, title: title.replaceAll('\\"', '"') })),
  )
}

/** Whether a file holds a test of this title, written as one literal. */
function holds({ file, title }: Proof): boolean {
  const text = readFileSync(join(root, 'packages', file), 'utf8')
  return [`'${title}'`, `"${title}"`].some((literal) => text.includes(`(${literal}`) || text.includes(`  ${literal},`))
}

describe('docs/reliability.md', () => {
  const text = readFileSync(join(root, 'docs/reliability.md'), 'utf8')
  const section = text.slice(text.indexOf('\n## '), text.indexOf('<!-- faults -->'))
  const rows = [...section.matchAll(/^\| (.+) \| (.+) \|$/gm)].slice(1)

  test('has a row for every behaviour, with a proof in each', () => {
    expect(rows.length).toBeGreaterThanOrEqual(20)
    expect(rows.filter(([, , cell = '']) => proofs(cell).length === 0).map(([, behaviour]) => behaviour)).toEqual([])
  })

  test('names tests that exist', () => {
    const named = rows.flatMap(([, , cell = '']) => proofs(cell))
    // What is between quotes is what was read.
    expect(named.length).toBe([...section.matchAll(/(?<=[:,] )"/g)].length)
    expect(named.filter((proof) => !holds(proof))).toEqual([])
  })

  test('would name one that does not', () => {
    expect(holds({ file: 'core/test/retry.test.ts', title: 'is given up after as many tries as were asked for' })).toBe(true)
    expect(holds({ file: 'core/test/retry.test.ts', title: 'is given up after as many tries' })).toBe(false)
  })
})

import { createHash } from 'node:crypto'
import type { Reading } from './job.ts'

const hash = (text: string) => createHash('sha256').update(text).digest('base64')

/** One digest over values in any order: a lost, repeated or changed value changes it. */
export class Digest {
  readonly #lines: string[] = []

  add(value: unknown): void {
    this.#lines.push(hash(JSON.stringify(value)))
  }

  reading(what: string): Reading {
    return { what, rows: this.#lines.length, digest: hash(this.#lines.sort().join('\n')) }
  }
}

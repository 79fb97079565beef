import { describe, expect, test } from 'vitest'
import type { Verify } from '../src/webhook/request.js'

/** A platform's signature, made by something that is not from here. */
export interface Signing {
  verify: Verify
  secret: string
  /** A secret of the same kind that signed nothing. */
  stranger: string
  /** A body as the platform sends it, with a character outside ASCII. */
  body: string
  /** All headers of a request with this body, signed at a time in milliseconds. */
  sign: (body: string, at: number) => Record<string, string> | Promise<Record<string, string>>
  /** Which of them hold the signature. */
  signedBy: readonly string[]
  /** The one of them that may hold several signatures. */
  listed?: string
  /** How old a stamp may be, in seconds; absent: its age is not checked. */
  tolerance?: number
  /** The same ahead. */
  future?: number
  /** Another body with the same signature, where that does not cover it; absent: none is accepted. */
  uncovered?: string
  url?: string
}

const NOW = Date.parse('2026-11-29T12:00:00.000Z')
const URL = 'https://hooks.example.com/calls?to=log'

/** `ReadableStream.from`, which the compiler's library does not have. */
function streamOf(parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = Symbol.asyncIterator in parts ? parts[Symbol.asyncIterator]() : parts[Symbol.iterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  })
}

/** What every `verify` has to do. */
export function webhookSuite(id: string, signing: Signing): void {
  const { verify, secret, stranger, body, sign, signedBy, listed, tolerance, future, uncovered, url = URL } = signing
  const genuine = async (at = NOW, text = body) => ({ url, headers: await sign(text, at), body: text })
  const failure = async (verified: Promise<string>) => {
    const error = await verified.then(
      () => 'was accepted',
      (thrown: unknown) => thrown,
    )
    const shown = error instanceof Error ? `${error.stack} ${JSON.stringify(error)}` : String(error)
    // Neither a secret nor a piece of the body.
    for (const part of [secret, stranger, body.slice(0, 12), body.slice(-12)]) expect(shown).not.toContain(part)
    expect(shown.split('\n')[0]).toMatch(new RegExp(`^CallspecError: ${id} web hook: `))
    return (error as { code?: string }).code
  }

  describe(`The signature of a web hook of ${id}`, () => {
    test('is good in whatever form the request comes, and the body comes back', async () => {
      const { headers } = await genuine()
      const bytes = new TextEncoder().encode(body)
      // Cut after every byte, so also within a character.
      const pieces = () => [...bytes].map((byte) => Uint8Array.of(byte))
      const stream = () => streamOf(pieces())
      const upper = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]))
      const post = { method: 'POST', headers, body: bytes }
      for (const request of [
        new Request(url, post),
        { url, headers: new Headers(headers), body },
        { url, headers: upper, body: bytes },
        { url, headers, body: bytes.buffer },
        { url, headers, body: stream() },
        {
          url,
          headers,
          body: (async function* () {
            yield* pieces()
          })(),
        },
      ]) {
        expect(await verify(request, secret, { now: NOW })).toBe(body)
      }
    })

    test('is good if any of several secrets made it', async () => {
      expect(await verify(await genuine(), [stranger, secret], { now: NOW })).toBe(body)
      expect(await failure(verify(await genuine(), [stranger, stranger], { now: NOW }))).toBe('unauthorized')
    })

    test('is bad for a body that was changed, cut short or written anew', async () => {
      const { headers } = await genuine()
      const changed = [body.replace(/\d/, (digit) => String(9 - Number(digit))), body.slice(0, -1), `${body} `, '', ` ${body}`]
      for (const other of changed) {
        if (uncovered !== undefined) continue
        expect(await failure(verify({ url, headers, body: other }, secret, { now: NOW }))).toBe('unauthorized')
      }
      const utf16 = Uint8Array.from(Buffer.from(body, 'utf16le'))
      expect(await failure(verify({ url, headers, body: utf16 }, secret, { now: NOW }))).toBe('unauthorized')
      if (uncovered !== undefined) expect(await verify({ url, headers, body: uncovered }, secret, { now: NOW })).toBe(uncovered)
    })

    test('is bad if it is missing, forged, cut short, doubled or written otherwise', async () => {
      const { headers } = await genuine()
      for (const name of signedBy) {
        const value = headers[name] ?? ''
        const others = Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name))
        const forged = value.replace(/[a-f](?=[^a-f]*$)/i, (digit) => (digit === 'a' ? 'b' : 'a'))
        for (const wrong of ['', value.slice(0, -4), forged, `${value}00`, `x${value}`, 'null', '\u00e9']) {
          if (wrong === value) continue
          const request = { url, headers: { ...others, [name]: wrong }, body }
          expect([name, wrong, await failure(verify(request, secret, { now: NOW }))]).toEqual([name, wrong, 'unauthorized'])
        }
        expect(await failure(verify({ url, headers: others, body }, secret, { now: NOW }))).toBe('unauthorized')
        // Beside the good one stands a bad one, in a header of its own.
        const doubled = { url, headers: { ...others, [name]: [forged === value ? 'x' : forged, value] }, body }
        if (name === listed) expect(await verify(doubled, secret, { now: NOW })).toBe(body)
        else expect([name, await failure(verify(doubled, secret, { now: NOW }))]).toEqual([name, 'unauthorized'])
      }
    })

    test('is bad if somebody else made it, and no secret is an error of its own', async () => {
      expect(await failure(verify(await genuine(), stranger, { now: NOW }))).toBe('unauthorized')
      for (const none of ['', [], ['']])
        expect(await failure(verify(await genuine(), none, { now: NOW }))).toBe('missing-credentials')
    })

    test('is good for as long as documented, or as one says', async () => {
      const aged = async (seconds: number, options = {}) =>
        verify(await genuine(NOW - seconds * 1000), secret, { now: NOW, ...options })
      if (tolerance === undefined) {
        expect(await aged(86_400)).toBe(body)
        return
      }
      expect(await aged(tolerance)).toBe(body)
      expect(await failure(aged(tolerance + 1))).toBe('unauthorized')
      expect(await aged(tolerance + 1, { toleranceSeconds: Infinity })).toBe(body)
      expect(await failure(aged(3, { toleranceSeconds: 2 }))).toBe('unauthorized')
      if (future === undefined) expect(await aged(-86_400)).toBe(body)
      else {
        expect(await aged(-future)).toBe(body)
        expect(await failure(aged(-future - 1))).toBe('unauthorized')
      }
    })

    test('is not looked for in a body without an end', async () => {
      const { headers } = await genuine()
      let sent = 0
      async function* endless() {
        for (;;) {
          sent += 1000
          yield new Uint8Array(1000)
        }
      }
      for (const endlessBody of [endless(), streamOf(endless())]) {
        sent = 0
        const request = { url, headers, body: endlessBody }
        expect(await failure(verify(request, secret, { now: NOW, maxBytes: 10_000 }))).toBe('invalid-request')
        expect(sent).toBeLessThan(20_000)
      }
      const announced = { url, headers: { ...headers, 'Content-Length': '10001' }, body: endless() }
      sent = 0
      expect(await failure(verify(announced, secret, { now: NOW, maxBytes: 10_000 }))).toBe('invalid-request')
      expect(sent).toBe(0)
    })

    test('is not looked for in a body that breaks off', async () => {
      const { headers } = await genuine()
      async function* broken() {
        yield new TextEncoder().encode(body.slice(0, 20))
        throw new Error(`${body} ${secret}`)
      }
      for (const gone of [broken(), streamOf(broken())]) {
        expect(await failure(verify({ url, headers, body: gone }, secret, { now: NOW }))).toBe('invalid-request')
      }
    })

    test('is not checked over what was parsed or is gone', async () => {
      const { headers } = await genuine()
      // @ts-expect-error an object is no body
      expect(await failure(verify({ url, headers, body: { a: 1 } }, secret, { now: NOW }))).toBe('invalid-request')
      const read = new Request(url, { method: 'POST', headers, body })
      await read.text()
      expect(await failure(verify(read, secret, { now: NOW }))).toBe('invalid-request')
    })
  })
}

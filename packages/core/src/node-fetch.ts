let judged: unknown
let isJudgedOwn = false

/**
 * Whether `fetch` is the one that Node came with, sending as it does by itself. One that somebody put in its place (a mock, a cache, a
 * trace) is there to be used, as is a dispatcher of another kind (a proxy, a mock).
 */
export function isFetchOfNode(): boolean {
  if (globalThis.fetch !== judged) {
    judged = globalThis.fetch
    isJudgedOwn = String(judged).includes('internal/deps/undici')
  }
  return isJudgedOwn && DISPATCHERS.every((key) => OWN_DISPATCHERS.has(Reflect.get(globalThis, key)?.constructor.name))
}

/** Where Node keeps what its `fetch` sends with, by version, and the kinds of its own; there is none before the first request. */
const DISPATCHERS = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')]
const OWN_DISPATCHERS: ReadonlySet<string | undefined> = new Set([undefined, 'Agent', 'Dispatcher1Wrapper'])

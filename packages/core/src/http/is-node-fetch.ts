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
  return isJudgedOwn && DISPATCHERS.every((key) => isOwn(Reflect.get(globalThis, key)))
}

/** Where Node keeps what its `fetch` sends with, by version; there is nothing before the first request. */
const DISPATCHERS = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')]
const OWN_KINDS: ReadonlySet<unknown> = new Set(['Agent', 'Dispatcher1Wrapper'])

const isOwn = (dispatcher: object | undefined) => dispatcher === undefined || OWN_KINDS.has(dispatcher.constructor?.name)

let judged: unknown
let isJudgedOwn = false

/**
 * Whether `fetch` is Node's own with its own dispatcher. A replacement (a mock, a cache, a trace) is there to be used, and so is another kind
 * of dispatcher (a proxy, a mock).
 */
export function isFetchOfNode(): boolean {
  if (globalThis.fetch !== judged) {
    judged = globalThis.fetch
    isJudgedOwn = String(judged).includes('internal/deps/undici')
  }
  return isJudgedOwn && DISPATCHERS.every((key) => isOwn(Reflect.get(globalThis, key)))
}

/** Where Node keeps the dispatcher of its `fetch`, by version; it is absent before the first request. */
const DISPATCHERS = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')]
const OWN_KINDS: ReadonlySet<unknown> = new Set(['Agent', 'Dispatcher1Wrapper'])

const isOwn = (dispatcher: object | undefined) => dispatcher === undefined || OWN_KINDS.has(dispatcher.constructor?.name)

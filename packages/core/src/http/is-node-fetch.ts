let judged: unknown
let isJudgedOwn = false

/**
 * Whether `fetch` is Node's own with its default dispatcher. A replaced `fetch` (a mock, a cache, a trace) or dispatcher (a proxy, a mock)
 * has to be used.
 */
export function isFetchOfNode(): boolean {
  if (globalThis.fetch !== judged) {
    judged = globalThis.fetch
    isJudgedOwn = String(judged).includes('internal/deps/undici')
  }
  return isJudgedOwn && DISPATCHERS.every((key) => isOwn(Reflect.get(globalThis, key)))
}

/** Where versions of Node keep the dispatcher of `fetch`; unset before the first request. */
const DISPATCHERS = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')]
const OWN_KINDS: ReadonlySet<unknown> = new Set(['Agent', 'Dispatcher1Wrapper'])

const isOwn = (dispatcher: object | undefined) => dispatcher === undefined || OWN_KINDS.has(dispatcher.constructor?.name)

import { setTimeout as wait } from 'node:timers/promises'
import type { FaultName } from '../faults/catalogue.js'
import type { Delivery } from '../faults/fault.js'
import type { FaultRules } from '../faults/fault-rules.js'
import type { HookDefinition } from './hook-definition.js'
import type { DueHook } from './hook-feed.js'
import { signHook } from './sign-hook.js'

/** One try to deliver a hook. */
export interface SentHook {
  /** The word of its event and, where several hooks of a call have it, what differs. */
  name: string
  callId: string
  /** From 1 on. */
  attempt: number
  /** The status of the response; null: none came. */
  status: number | null
  /** The fault that it met; absent if none. */
  fault?: FaultName
}

/** Where hooks go, and what they are signed with. */
export interface HookTarget {
  url: string
  secret: string
  /** Between repeats; undefined: as documented. */
  repeatAfterMs: number | undefined
}

/** Between repeats whose times no page tells. */
const UNDOCUMENTED_WAIT_MS = 1000

/** For a response, where no page tells how long it may take. */
const UNDOCUMENTED_TIMEOUT_MS = 10_000

const FORGER = 'not-the-secret'

/** Sends hooks side by side, each with its repeats. */
export class HookSender {
  readonly sent: SentHook[] = []
  readonly #definition: HookDefinition
  readonly #target: HookTarget
  readonly #faults: FaultRules
  readonly #closed = new AbortController()
  readonly #running = new Set<Promise<void>>()

  constructor(definition: HookDefinition, target: HookTarget, faults: FaultRules) {
    this.#definition = definition
    this.#target = target
    this.#faults = faults
  }

  send(hook: DueHook): void {
    const fault = this.#faults.next('hook')
    const delivery: Delivery = {
      send: (how) => this.#deliver(hook, how?.forged === true, fault?.name),
      wait: (milliseconds) => wait(milliseconds, undefined, { signal: this.#closed.signal }),
    }
    const running = Promise.resolve(fault ? fault.deliver(delivery) : delivery.send())
      // Closed meanwhile.
      .catch(() => undefined)
      .finally(() => this.#running.delete(running))
    this.#running.add(running)
  }

  /** Resolves once every hook has arrived or was given up. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
  }

  async close(): Promise<void> {
    this.#closed.abort()
    await this.settled()
  }

  async #deliver(hook: DueHook, isForged: boolean, fault: FaultName | undefined): Promise<void> {
    const { most, waitMs = () => UNDOCUMENTED_WAIT_MS, isFine = isSuccess } = this.#definition.repeats
    for (let attempt = 1; ; attempt++) {
      const status = await this.#post(hook, isForged)
      if (this.#closed.signal.aborted) return
      this.sent.push({ name: hook.name, callId: hook.callId, attempt, status, ...(fault && { fault }) })
      if ((status !== null && isFine(status)) || attempt > most || isForged) return
      await wait(this.#target.repeatAfterMs ?? waitMs(attempt), undefined, { signal: this.#closed.signal })
    }
  }

  /** The status of the response; null: none came. */
  async #post({ body, callId }: DueHook, isForged: boolean): Promise<number | null> {
    const { signing, isForm, repeats } = this.#definition
    const { url, secret } = this.#target
    const pairs = isForm ? Object.entries(body).map(([name, value]) => [name, String(value)] as const) : []
    const text = isForm ? new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString() : JSON.stringify(body)
    const signed = signing && signHook(signing, isForged ? FORGER : secret, { body: text, pairs, url, callId, at: Date.now() })
    const timeout = AbortSignal.timeout(repeats.timeoutMs ?? UNDOCUMENTED_TIMEOUT_MS)
    try {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json', ...signed },
        body: text,
        signal: AbortSignal.any([timeout, this.#closed.signal]),
      })
      await response.body?.cancel()
      return response.status
    } catch {
      return null
    }
  }
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300

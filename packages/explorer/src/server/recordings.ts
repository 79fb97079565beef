import { stat } from 'node:fs/promises'
import { type Copy, type OpenedRecording, openRecording, RecordingError, type RecordingFile } from '@callspec/sync'
import type { Call } from 'callspec'
import type { RecordingAnswer } from '../api/answers.js'
import type { Exchange } from './exchange.js'
import { HttpFailure } from './http-failure.js'
import { sendFile } from './send-file.js'
import { sendOpened } from './send-opened.js'
import type { Tickets } from './tickets.js'

/** How long a call waits for its platform to say whether the recording is there. */
const PATIENCE_MS = 4_000
/** How long its answer holds. */
const KNOWN_MS = 60_000
const MOST_KNOWN = 500

/** Statuses of an address that no longer opens, where nothing in it shows that it was signed. */
const NO_LONGER: readonly (number | undefined)[] = [401, 403, 404, 410]

type Recorded = Pick<Call, 'key' | 'source' | 'provider' | 'recordingUrl'>

/** The recordings of calls: files that a sync downloaded, else what the platform's address opens. */
export class Recordings {
  readonly #copy: Copy
  readonly #tickets: Tickets
  /** Why an address does not open, as it was lately; `null`: it does. */
  readonly #known = new Map<string, { at: number; problem: Problem | null }>()

  constructor(copy: Copy, tickets: Tickets) {
    this.#copy = copy
    this.#tickets = tickets
  }

  /** Whether a call's recording can be played. Where no file was downloaded, its platform is asked for the first byte. */
  async answer(call: Recorded, isRedacted: boolean): Promise<RecordingAnswer> {
    if (isRedacted) return { state: 'none', because: 'Recordings are not played while people are masked.' }
    const here = {
      state: 'here' as const,
      address: this.#tickets.forRecording(`/api/recording?key=${encodeURIComponent(call.key)}`),
    }
    if (await this.#file(call.key)) return here
    if (call.recordingUrl == null) return { state: 'none', because: 'The copy has no recording of this call.' }
    const problem = await this.#problem(call, call.recordingUrl)
    if (problem === null) return here
    return { state: problem.isExpired ? 'expired' : 'none', because: problem.because }
  }

  /** Sends the recording of a call, or the wanted range of it. */
  async send(key: string, { request, response }: Exchange): Promise<void> {
    const file = await this.#file(key)
    const { range } = request.headers
    if (file) return sendFile(response, file, { range, isHead: request.method === 'HEAD' })
    const [call] = await this.#copy.calls([key], ['recording'])
    const url = call?.recordingUrl
    if (!call || url == null) throw new HttpFailure(404, 'The copy has no recording of this call.')
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const isHead = request.method === 'HEAD'
    const opened = await this.#open(call, url, { range: isHead ? 'bytes=0-0' : range, signal: gone.signal }).catch(
      (error: unknown) => {
        throw failureOf(error, this.#isLocked(call))
      },
    )
    await sendOpened(response, opened, isHead)
  }

  async #file(key: string): Promise<RecordingFile | null> {
    const file = await this.#copy.recordingFile(key)
    // It may have been moved since.
    const stats = file && (await stat(file.path).catch(() => null))
    return file && stats?.isFile() ? { ...file, bytes: stats.size } : null
  }

  #open(
    call: Recorded,
    url: string,
    options: { range?: string | undefined; signal?: AbortSignal; idleMs?: number },
  ): Promise<OpenedRecording> {
    const { source: id, provider } = call
    // Every call is of a source of the copy; of one that came just now, nothing is known yet.
    return openRecording({ url, source: { id, provider, baseUrl: this.#sourceOf(call)?.baseUrl ?? url }, ...options })
  }

  #sourceOf({ source }: Recorded) {
    return this.#copy.sources.find(({ id }) => id === source)
  }

  #isLocked(call: Recorded): boolean {
    return this.#sourceOf(call)?.lockedRecordings ?? false
  }

  async #problem(call: Recorded, url: string): Promise<Problem | null> {
    const known = this.#known.get(url)
    if (known && known.at > Date.now() - KNOWN_MS) return known.problem
    const problem = await this.#ask(call, url)
    this.#known.set(url, { at: Date.now(), problem })
    if (this.#known.size > MOST_KNOWN) this.#known.delete(this.#known.keys().next().value!)
    return problem
  }

  async #ask(call: Recorded, url: string): Promise<Problem | null> {
    try {
      const opened = await this.#open(call, url, { range: 'bytes=0-0', idleMs: PATIENCE_MS })
      opened.close()
      return null
    } catch (error) {
      if (error instanceof RecordingError) return problemOf(error, this.#isLocked(call))
      throw error
    }
  }
}

interface Problem {
  isExpired: boolean
  because: string
}

function problemOf({ outcome, status, message }: RecordingError, isLocked: boolean): Problem {
  if (isLocked && (status === 401 || status === 403)) {
    const because = `The platform gives this recording only with the account's key, which this page does not have (${status}). ${KEEP}`
    return { isExpired: false, because }
  }
  const isExpired = outcome === 'expired' || NO_LONGER.includes(status)
  if (!isExpired) return { isExpired, because: `The recording cannot be played: ${message}` }
  return { isExpired, because: `The recording has expired: its address does not open any more (${status}). ${KEEP}` }
}

const KEEP = 'A sync with --recordings keeps a file of it while it is there.'

function failureOf(error: unknown, isLocked: boolean): unknown {
  if (!(error instanceof RecordingError)) return error
  const { isExpired, because } = problemOf(error, isLocked)
  return new HttpFailure(isExpired ? 410 : 502, because)
}

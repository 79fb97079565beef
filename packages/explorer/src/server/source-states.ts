import type { CopiedSource, SourceActivity } from '@callspec/sync'
import type { SourceState } from '../api/answers.js'

/** What a pill says of a source, and why. `address`: of the copy, for what to run. */
export function sourceState(
  { id, provider, syncedAt, coveredSince, readAgain, hooks }: CopiedSource,
  activity: SourceActivity | undefined,
  calls: number,
  address: string,
): SourceState {
  const sync = `callspec sync --to ${address}`
  const state = stateOf(activity, syncedAt)
  const { short, sentences } = TEXTS[state]({ activity: activity ?? IDLE, sync, readAgain })
  const { calls: read = 0, total = null } = activity ?? {}
  const isUnderWay = state === 'syncing' || state === 'waiting' || state === 'stopped'
  return {
    id,
    provider,
    calls,
    state,
    short,
    sentences: [
      ...sentences,
      `${count(calls)} of ${id} ${calls === 1 ? 'is' : 'are'} in the copy.`,
      ...(syncedAt === null ? [] : [`The last complete sync began ${utc(syncedAt)}.`]),
      ...(coveredSince === null ? [] : [`The copy has its calls from ${utc(coveredSince)} on; earlier ones were not asked for.`]),
      ...(hooks === null ? [] : [hooksText(hooks)]),
    ],
    progress: isUnderWay && total !== null && total > 0 ? Math.min(1, read / total) : null,
    syncedAt,
  }
}

function hooksText({ since, missed }: NonNullable<CopiedSource['hooks']>): string {
  const received = `Web hooks are received since ${utc(since)}`
  return missed === 0
    ? `${received}.`
    : `${received}; ${count(missed)} came without any, and only a sync has found ${missed === 1 ? 'it' : 'them'}.`
}

type State = SourceState['state']

const IDLE: SourceActivity = {
  source: '',
  state: 'idle',
  calls: 0,
  total: null,
  waitsUntil: null,
  waitsFor: null,
  error: null,
  at: null,
}

function stateOf(activity: SourceActivity | undefined, syncedAt: string | null): State {
  if (activity && activity.state !== 'idle') return activity.state
  return syncedAt === null ? 'never' : 'current'
}

interface Facts {
  activity: SourceActivity
  sync: string
  readAgain: string | null
}

interface Text {
  short: string
  sentences: string[]
}

const TEXTS: { readonly [Name in State]: (facts: Facts) => Text } = {
  current: () => ({ short: 'current', sentences: ['Everything that the platform listed at the last sync is here.'] }),
  syncing: ({ activity: { calls, total } }) => ({
    short:
      total === null ? `${calls.toLocaleString('en')} so far` : `${calls.toLocaleString('en')} of ${total.toLocaleString('en')}`,
    sentences: ['A sync is reading it now: the figures grow until it is done.'],
  }),
  waiting: ({ activity: { waitsUntil, waitsFor } }) => {
    const seconds = waitsUntil === null ? 0 : Math.max(0, Math.ceil((Date.parse(waitsUntil) - Date.now()) / 1000))
    const because = waitsFor === null ? '' : `, ${waitsFor.replace(/\.$/, '')}`
    return {
      short: `${seconds} s${because}`,
      sentences: [
        `A sync waits ${seconds} s and then goes on${waitsFor === null ? '' : `, because of the platform's limit: ${waitsFor.replace(/\.$/, '')}`}.`,
      ],
    }
  },
  stopped: ({ sync }) => ({
    short: 'interrupted',
    sentences: ['A sync was interrupted before it had read everything.', `The next one goes on where it stopped: ${sync}`],
  }),
  failed: ({ activity: { error }, sync }) => ({
    short: shortError(error ?? ''),
    sentences: [`The last sync failed: ${error ?? 'the reason was not kept.'}`, `${adviceFor(error ?? '')} Then run ${sync}`],
  }),
  never: ({ sync, readAgain }) => ({
    short: readAgain === null ? 'not complete' : 'to be read again',
    sentences: [
      readAgain === null
        ? 'No sync has read it to its end yet, so calls may be missing.'
        : `${readAgain[0]?.toUpperCase()}${readAgain.slice(1)} changed, so it has to be read again; until then, some calls may be as they were.`,
      `Run ${sync}`,
    ],
  }),
}

const ADVICE: readonly { pattern: RegExp; short: string; advice: string }[] = [
  { pattern: /\b401\b/, short: '401: check token', advice: 'Check the key of this account: the platform does not accept it.' },
  { pattern: /\b403\b/, short: '403: check permissions', advice: 'Check what the key of this account may read.' },
  { pattern: /\b404\b/, short: '404: check address', advice: 'Check the base URL of this source.' },
  { pattern: /\b429\b|rate-limited/, short: '429: too many requests', advice: 'Wait until the platform takes requests again.' },
  { pattern: /\b5\d\d\b/, short: 'platform has trouble', advice: 'The platform had trouble; try again later.' },
  { pattern: /no response|network|timeout|connect/i, short: 'no connection', advice: 'Check the connection to the platform.' },
]

const shortError = (error: string): string => ADVICE.find(({ pattern }) => pattern.test(error))?.short ?? 'failed'
const adviceFor = (error: string): string => ADVICE.find(({ pattern }) => pattern.test(error))?.advice ?? 'Mend what it says.'

const count = (calls: number) => `${calls.toLocaleString('en')} ${calls === 1 ? 'call' : 'calls'}`
const utc = (stamp: string) => `${stamp.slice(0, 16).replace('T', ' ')} UTC`

/** Why figures may lack calls of a source; `null`: nothing is known of. */
export function incompleteness({ id, state, short }: SourceState): string | null {
  if (state === 'current') return null
  const because = {
    syncing: `is being read (${short})`,
    waiting: `is being read and waits ${short}`,
    stopped: 'was not read to its end: a sync was interrupted',
    failed: `could not be read at the last sync (${short})`,
    never: short === 'not complete' ? 'was not read to its end yet' : 'has to be read again',
  }[state]
  return `${id} ${because}, so calls may be missing.`
}

import type { Call, Source } from 'callspec'
import { rawJson } from '../calls/raw-json.js'
import { stampOf } from '../pass/source-sync.js'
import type { Selection } from './catalog.js'
import type { Message } from './message.js'
import { recordOf } from './streams.js'
import type { TapEvent, TapSourceReport } from './tap-report.js'

export interface RecordsOptions {
  source: Source
  selection: Selection
  report: TapSourceReport
  tell: (event: TapEvent) => void
  now: () => number
}

/** Makes the records of calls and of their turns. */
export function createRecords({ source, selection, report, tell, now }: RecordsOptions): (calls: readonly Call[]) => Message[] {
  const { calls: callColumns, turns: turnColumns } = selection
  const toJson = rawJson(source)

  /** The platform's own data as JSON, unless it is nested too deeply for it. */
  const textOf = (value: unknown, { key }: Call): string | null => {
    if (value === undefined || value === null) return null
    const json = toJson(value)
    if (json === null) {
      report.tooDeep++
      tell({ type: 'too-deep', source: source.id, key })
    }
    return json
  }

  return (calls) => {
    const at = stampOf(now())
    const messages: Message[] = []
    for (const call of calls) {
      if (callColumns) {
        const row = { call, raw: () => textOf(call.raw, call), rawDetail: () => textOf(call.rawDetail, call) }
        messages.push({ type: 'RECORD', stream: 'calls', record: recordOf(callColumns, row), time_extracted: at })
      }
      if (!turnColumns) continue
      for (const [position, turn] of (call.transcript ?? []).entries()) {
        const record = recordOf(turnColumns, { call, turn, position })
        messages.push({ type: 'RECORD', stream: 'turns', record, time_extracted: at })
        report.turns++
      }
    }
    return messages
  }
}

import { selectMembers } from 'callspec/columns'
import { callJson } from 'callspec/json'
import type { CreateWriter } from '../writer.js'

/** The lines of `callspec list --json`, with `--columns` where some are named. */
export const createNdjsonWriter: CreateWriter = (sink, { raw, sources, columns, onLoss }) => {
  const toLine = callJson(
    sources,
    raw,
    ({ key }) => onLoss({ key, member: 'raw', what: 'is nested too deeply for JSON and was left out' }),
    columns && selectMembers(columns),
  )
  return {
    // A listing's calls: what is not there is not written.
    add: (calls) => sink.write(calls.map((call) => toLine(call as Parameters<typeof toLine>[0])).join('')),
    end: async () => undefined,
  }
}

import { callJson } from 'callspec/json'
import type { CreateWriter } from '../writer.js'

/** The lines of `callspec list --json`. */
export const createNdjsonWriter: CreateWriter = (sink, { raw, sources, onLoss }) => {
  const toLine = callJson(sources, raw, ({ key }) =>
    onLoss({ key, member: 'raw', what: 'is nested too deeply for JSON and was left out' }),
  )
  return {
    // A listing's calls: what is not there is not written.
    add: (calls) => sink.write(calls.map((call) => toLine(call as Parameters<typeof toLine>[0])).join('')),
    end: async () => undefined,
  }
}

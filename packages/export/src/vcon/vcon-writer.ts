import { CallspecError } from 'callspec'
import { jsonText } from 'callspec/json'
import type { CreateWriter, ExportedCall } from '../writer.js'
import { toVcon } from './to-vcon.js'

/** The draft knows one conversation a file, so many are a JSON array, each on a line of its own. */
export const createVconWriter: CreateWriter = (sink, { raw, sources, columns, onLoss }) => {
  if (columns)
    throw new CallspecError(
      'A vCon has members of its own, so columns cannot be chosen. Leave them out, or name another format.',
      {
        code: 'invalid-configuration',
      },
    )
  const secretsOf = new Map(sources.map(({ id, definition }) => [id, definition.descriptor.secrets]))
  const now = new Date().toISOString()
  let before = '['

  function vconText(call: ExportedCall): string {
    if (!raw) return jsonText(toVcon(call, { raw, now }))
    try {
      return jsonText(toVcon(call, { raw, now }), undefined, secretsOf.get(call.source))
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      onLoss({ key: call.key, member: 'raw', what: 'is nested too deeply for JSON and was left out' })
      return jsonText(toVcon(call, { raw: false, now }))
    }
  }

  return {
    async add(calls) {
      let text = ''
      for (const call of calls) {
        text += `${before}\n${vconText(call)}`
        before = ','
      }
      await sink.write(text)
    },
    end: () => sink.write(before === '[' ? '[]\n' : '\n]\n'),
  }
}

import { type CallspecError, type ErrorCode, isCallspecError, type Send, saidIn } from '@callspec/core'
import type { Call, Source } from '@callspec/provider'
import { getParams, isSameId, sourceError } from '@callspec/provider'

/**
 * Gets one call and maps it: `raw` is its answer as a row. A part that the answer does not hold is absent.
 * @throws CallspecError `unsupported` if the platform has no such request, `not-found` if it has no such call, `unexpected-response` if the
 * response is about another call
 */
export async function getCall(send: Send, source: Source, id: string, signal?: AbortSignal): Promise<Call> {
  const { definition } = source
  const { get, descriptor } = definition
  // Escaped, so that the message stays on one line.
  const called = JSON.stringify(id)
  const fail = (code: ErrorCode, text: string, answer?: CallspecError) =>
    sourceError(source, code, text, answer && { status: answer.status, requestId: answer.requestId, said: saidIn(answer) })
  if (!get) throw fail('unsupported', `${source.id}: ${descriptor.name} documents no request for a single call. Use list.`)
  if (id === '' || get.accepts?.(id) === false) {
    throw fail(
      'not-found',
      `${source.id} has no call ${called}: ${descriptor.name} has no ids of that form. Take an id from list.`,
    )
  }
  const answer = await send('GET', get.path, {
    params: getParams(definition, id, source.inputs.get),
    signal,
  }).catch((error: unknown) => {
    // The error names the operation; this adds the call.
    const isMissing = isCallspecError(error) && error.code === 'not-found'
    throw isMissing ? fail('not-found', `${source.id} has no call ${called}: ${error.message}`, error) : error
  })
  const isObject = typeof answer === 'object' && answer !== null && !Array.isArray(answer)
  const result = isObject ? source.mapper()(get.toRow(answer, id)) : { reasons: ['the response is not an object'] }
  if ('reasons' in result) {
    throw fail('unexpected-response', `${source.id}: call ${called} cannot be mapped: ${result.reasons.join('; ')}.`)
  }
  const { call } = result
  // A cache or a gateway may answer for the platform.
  if (!isSameId(call.id, id)) {
    throw fail(
      'unexpected-response',
      `${source.id}: requested call ${called}, received another. Try again, and report it if it persists.`,
    )
  }
  call.rawDetail = answer
  return call
}

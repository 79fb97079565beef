// The shapes of ElevenLabs' errors that live side by side.

import type { Answer } from '../../define-simulator.js'

const WORDS: Readonly<Record<number, string>> = { 401: 'invalid_api_key', 404: 'not_found', 429: 'rate_limit_exceeded' }

/** The older shape; a 429 has the current one, of which its words are documented. */
export function errorBody(message: string, status: number) {
  const word = WORDS[status] ?? 'error'
  return { detail: { ...(status === 429 && { code: word }), status: word, message } }
}

export const refuse = (status: number, message: string): Answer => ({ status, body: errorBody(message, status) })

/** What an unknown id is answered with is not documented. */
export const notFound = (): Answer => refuse(404, 'There is no such document.')

/** An input that is wrong, by the name that the problem begins with. */
export function unprocessable(problem: string, where = 'query'): Answer {
  const [name = ''] = problem.split(' ')
  return { status: 422, body: { detail: [{ loc: [where, name], msg: problem, type: 'value_error' }] } }
}

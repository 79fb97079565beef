import type { Answer } from '../../define-simulator.js'

/** The names of statuses that errors repeat; a 400 and a 404 have none. */
const NAMES: Readonly<Record<number, string>> = { 401: 'Unauthorized', 403: 'Forbidden' }

export const errorBody = (message: string, status: number) => ({
  statusCode: status,
  message,
  ...(NAMES[status] && { error: NAMES[status] }),
})

export const refuse = (message: string, status = 400): Answer => ({ status, body: errorBody(message, status) })

export const notFound = (): Answer => refuse('Not Found', 404)

/** 422, whose message is a list. */
export const unprocessable = (message: string): Answer => ({
  status: 422,
  body: { statusCode: 422, message: [message], error: 'Unprocessable Entity' },
})

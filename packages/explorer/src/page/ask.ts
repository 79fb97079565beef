import type { ErrorAnswer } from '../api/answers.js'

/** What the page's own server refused, or that it is gone. Its message is a sentence for people. */
export class AskError extends Error {
  override name = 'AskError'

  constructor(
    message: string,
    /** `null`: nobody answers. */
    readonly status: number | null,
  ) {
    super(message)
  }
}

// The token stands in the address's fragment: browsers send it to nobody, and a reload or a bookmark still has it.
const token = () => new URLSearchParams(location.hash.slice(1)).get('token') ?? ''

/**
 * Asks the page's own server.
 * @throws AskError with the server's sentence; what the signal was aborted with
 */
export async function ask<Answer>(address: string, options: RequestInit = {}): Promise<Answer> {
  const response = await send(address, options)
  if (response.ok) return response.json()
  const { error }: ErrorAnswer = await response.json()
  throw new AskError(error, response.status)
}

async function send(address: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { ...options, headers: { authorization: `Bearer ${token()}`, ...options.headers } })
  } catch {
    options.signal?.throwIfAborted()
    throw new AskError('The command has ended. Run callspec explore again, and open the address that it prints.', null)
  }
}

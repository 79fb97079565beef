import type { ErrorAnswer } from '../api/answers.js'

// The token stands in the address's fragment: browsers send it to nobody, and a reload or a bookmark still has it.
const token = () => new URLSearchParams(location.hash.slice(1)).get('token') ?? ''

/**
 * Asks the page's own server.
 * @throws Error with the server's sentence
 */
export async function ask<Answer>(address: string, options: RequestInit = {}): Promise<Answer> {
  const response = await fetch(address, { ...options, headers: { authorization: `Bearer ${token()}`, ...options.headers } })
  if (response.ok) return response.json()
  const { error }: ErrorAnswer = await response.json()
  throw new Error(error)
}

/** More of a message helps nobody, and it is kept in the queue. */
const MOST_CHARACTERS = 500

/** An error's message on one line, without the passwords that URLs in it carry. */
export function maskedMessage(error: unknown, mask: (text: string) => string = (text) => text): string {
  const line = mask(textOf(error)).replace(/\s+/g, ' ').trim()
  return maskedUrls(line).slice(0, MOST_CHARACTERS)
}

/** A text whose URLs show no password. */
export function maskedUrls(text: string): string {
  return text
    .replace(/([a-z][a-z0-9+.-]*:\/\/[^\s/:@]*):[^\s/]+@/gi, '$1:***@')
    .replace(/([?&](?:ssl)?password=)[^&\s]+/gi, '$1***')
}

/** Node reports the addresses that it tried in vain without a message. */
function textOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(textOf).join(', ')
  return error instanceof Error ? error.message || error.name : String(error)
}

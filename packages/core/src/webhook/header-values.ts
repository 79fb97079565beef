import type { WebhookParts } from './request.js'

/** Every value of a header, without blanks around it. `Headers`, and Node for most names, join the values of a repeated header with commas. */
export function headerValues(headers: WebhookParts['headers'], name: string): string[] {
  const found =
    typeof headers.get === 'function'
      ? [headers.get(name)]
      : Object.entries(headers).flatMap(([key, value]) => (key.toLowerCase() === name.toLowerCase() ? value : []))
  return found.flatMap((value) => (typeof value === 'string' ? value.trim() : []))
}

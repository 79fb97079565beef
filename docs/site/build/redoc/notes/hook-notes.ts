import type { Document } from '../../document.ts'

/** How the web hooks of a platform are signed, and how code takes them. */
export function hookNotes({ 'x-callspec': { webhooks } }: Document): string {
  if (!webhooks) return ''
  const { signature, unsigned = '' } = webhooks
  if (!signature) return `**Unsigned.** ${unsigned.trim()}`
  const { method, header, encoding, signs, timestamp, secret } = signature
  const age =
    timestamp?.pastSeconds === undefined
      ? 'No age is documented after which it is refused'
      : `It is refused after ${timestamp.pastSeconds} seconds`
  return [
    `- **Signature**: \`${method}\` over \`${signs}\`, as ${encoding} in the header \`${header}\`.`,
    `- **Secret**: ${secret.trim()}`,
    `- **Age**: ${age}.`,
  ].join('\n')
}

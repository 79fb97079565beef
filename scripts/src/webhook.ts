import { HEADER } from './header.ts'
import { path } from './json-path.ts'
import { type HookOperation, hooks, type Spec, type SpecWebhooks } from './specs.ts'

/** What is generated for `@callspec/<id>/webhook`: the run-time part of the `webhooks` of a spec; undefined where it has none. */
export function webhookFile(id: string, spec: Spec): string | undefined {
  const extension = spec['x-callspec'].webhooks
  if (!extension) return undefined
  const functions = new Set<string>()
  const all = hooks(spec)
  const body = JSON.stringify(describeWebhooks(id, extension, all), null, 2).replaceAll(
    /"(by|urls)": "(\w+)"/g,
    (_, member: string, name: string) => {
      functions.add(name)
      return `"${member}": ${name}`
    },
  )
  const names = [...[...functions].sort(), 'type WebhookDescriptor'].join(', ')
  return `${HEADER}import { ${names} } from '@callspec/core/webhook'

/** What the web hooks of ${spec.servers[0]!.description} say, and how they are signed. */
export const webhookDescriptor = ${body} as const satisfies WebhookDescriptor
`
}

function describeWebhooks(
  id: string,
  extension: SpecWebhooks,
  all: readonly { name: string; operation: HookOperation }[],
): object {
  const { event, unnamed, eventId, callId, signature, unsigned } = extension
  return {
    id,
    hooks: Object.fromEntries(all.map(({ name, operation }) => [name, withPath('call', operation['x-callspec']?.call)])),
    ...withPath('event', event),
    ...(unnamed && { unnamed: unnamed.map(({ hook, when }) => ({ hook, ...withPath('when', when) })) }),
    ...withPath('eventId', eventId),
    callId: callId.map(path),
    ...(all.some(({ operation }) => isForm(operation)) && { forms: true }),
    ...(signature && { signature: describeSignature(signature) }),
    ...(unsigned !== undefined && { unsigned: unsigned.trim() }),
  }
}

const isForm = ({ requestBody }: HookOperation) => 'application/x-www-form-urlencoded' in (requestBody?.content ?? {})

const withPath = (name: string, jsonPath: string | undefined) => (jsonPath === undefined ? {} : { [name]: path(jsonPath) })

const HASHES: Readonly<Record<string, string>> = { 'hmac-sha1': 'SHA-1', 'hmac-sha256': 'SHA-256', 'hmac-sha512': 'SHA-512' }

function describeSignature({
  method,
  signs,
  timestamp,
  anyPort,
  secret,
  ...same
}: NonNullable<SpecWebhooks['signature']>): object {
  const hash = HASHES[method]
  const { at, ...stamp } = timestamp ?? {}
  return {
    by: hash ? 'hmac' : method,
    ...(hash && { hash }),
    ...same,
    signs: signs
      .split(/(\{[^}]+\})/)
      .filter(Boolean)
      .map(describePart),
    ...(timestamp && { timestamp: { ...stamp, ...withPath('at', at) } }),
    ...(anyPort && { urls: 'urlVariants' }),
    covers: /\{(body|form)\}/.test(signs) ? 'body' : 'call-id',
    secret: secret.trim(),
  }
}

const PARTS: Readonly<Record<string, string>> = {
  '{body}': 'signedBody',
  '{timestamp}': 'signedTimestamp',
  '{url}': 'signedUrl',
  '{form}': 'signedForm',
}

/** `{body}` as the function that reads it, `{$.call.id}` as the member, and anything else as itself. */
function describePart(part: string): string | object {
  if (part.startsWith('{$.')) return { by: 'signedMember', path: path(part.slice(1, -1)) }
  const by = PARTS[part]
  return by === undefined ? part : { by }
}

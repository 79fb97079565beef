import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hooks, root, type Spec } from '../specs.ts'
import { put } from './templates.ts'

/** The module of a platform's web hooks, and its test. */
export function webhookFiles(id: string, name: string, spec: Spec): [path: string, text: string][] {
  const { webhooks } = spec['x-callspec']
  if (!webhooks) return []
  return [
    [`packages/${id}/src/webhook.ts`, moduleFile(id, name, spec)],
    [`packages/${id}/test/webhook.test.ts`, webhooks.signature ? signedTest(id, webhooks.signature) : unsignedTest(id)],
  ]
}

function moduleFile(id: string, name: string, spec: Spec): string {
  const template = readFileSync(join(root, 'scripts/templates/package/webhook.ts.template'), 'utf8')
  const [first] = hooks(spec)
  return put(template, id, name)
    .replace('__docs__', first?.operation.externalDocs?.url ?? '')
    .replace('__functions__', spec['x-callspec'].webhooks?.signature ? 'verify, read, parse' : 'read, parse')
}

type Signature = NonNullable<NonNullable<Spec['x-callspec']['webhooks']>['signature']>

/** What was signed has to come from somewhere else than the descriptor, or nothing is proven. */
function signedTest(id: string, { header, timestamp }: Signature): string {
  const headers = [header, ...(timestamp?.header ? [timestamp.header] : [])].map((name) => `'${name.toLowerCase()}'`)
  const ages = [
    ...(timestamp?.pastSeconds === undefined ? [] : [`tolerance: ${timestamp.pastSeconds},`]),
    ...(timestamp?.futureSeconds === undefined ? [] : [`future: ${timestamp.futureSeconds},`]),
  ]
  return `import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { webhookSuite } from '../../core/test/webhook-suite.js'
import { parse, verify } from '../src/webhook.js'

const secret = 'secret_1'
const body = '{"note":"Grüße"}' // FILL IN: the documented example, with a character outside ASCII

webhookSuite('${id}', {
  verify,
  secret,
  stranger: 'secret_2',
  body,
  // FILL IN: what the page signs, by the vendor's SDK if it has one
  sign: (text, at) => ({ ${headers[0]}: createHmac('sha256', secret).update(\`\${at}\${text}\`).digest('hex') }),
  signedBy: [${headers.join(', ')}],
  ${ages.join('\n  ')}
})

test('says which call it is about', () => {
  // FILL IN: the event and the call of the documented example
  expect(parse(body)).toMatchObject({ isKnown: true, event: '', callId: '' })
})
`
}

const unsignedTest = (id: string): string => `import { expect, test } from 'vitest'
import { parse, webhook } from '../src/webhook.js'

test('says which call it is about, and that nothing is signed', () => {
  // FILL IN: the documented example, its event and its call
  expect(parse({})).toMatchObject({ provider: '${id}', isKnown: true, event: '', callId: '' })
  expect([webhook.isSigned, 'verify' in webhook]).toEqual([false, false])
})
`

/** What the package's README says of them. */
export function webhookSection(id: string, name: string, spec: Spec): string {
  const { webhooks } = spec['x-callspec']
  if (!webhooks) return ''
  const { signature } = webhooks
  const take = signature ? 'verify' : 'read'
  const success = hooks(spec).every(({ operation }) => operation.responses?.['200'] !== undefined) ? 200 : 204
  const paragraphs = [
    signature ? aboutSignature(signature) : aboutUnsigned(webhooks.unsigned ?? ''),
    aboutCalls(spec),
    `Events: ${hooks(spec)
      .map((hook) => `\`${hook.name}\``)
      .join(', ')}. Others are told with \`isKnown: false\`, not thrown.`,
  ]
  return `## Web hooks

\`@callspec/${id}/webhook\` takes what ${name} sends about calls, in any runtime. Who does not import it does not bundle it.

\`\`\`ts
import { parse, ${take} } from '@callspec/${id}/webhook'

export async function receive(request: Request): Promise<Response> {
  const body = await ${take}(request${signature ? ", 'secret…'" : ''}).catch(() => null)
  if (body === null) return new Response(null, { status: ${signature ? 401 : 400} })
  const event = parse(body)
  console.log(event.event, event.callId)
  return new Response(null, { status: ${success} })
}
\`\`\`

${paragraphs.map(wrapped).join('\n\n')}
`
}

const BODY =
  'At most 16 MiB are read, or `maxBytes`. Where the server has read the body, pass `{ headers, body }` with its text or bytes.'

const aboutUnsigned = (unsigned: string) =>
  `**Unsigned.** ${unsigned.trim()} Whoever knows the address can send anything, so there is no \`verify\`: believe nothing but that a call is worth fetching. ${BODY}`

function aboutSignature({ secret, environment, timestamp, signs }: Signature): string {
  return [
    `**Secret.** It is ${secret.trim().replace(/\.$/, '')}; by convention, \`${environment}\` holds it. While it is replaced, pass both. A signature that is missing, forged or too old is a \`CallspecError\` whose \`code\` is \`unauthorized\`.`,
    /\{(body|form)\}/.test(signs) ? '' : 'It covers the id of the call alone, so nothing else in the body is proven.',
    timestamp?.pastSeconds === undefined
      ? 'No page says how old one may be, so a hook that somebody saw can be sent again.'
      : `One that is older than ${timestamp.pastSeconds} seconds, or than \`toleranceSeconds\`, is refused.`,
    signs.includes('{url}') ? 'It covers the address as the platform has it: pass `{ url }` where a proxy shows another.' : '',
    BODY,
  ]
    .filter(Boolean)
    .join(' ')
}

function aboutCalls(spec: Spec): string {
  const carried = hooks(spec).filter(({ operation }) => operation['x-callspec']?.call !== undefined)
  const which = carried.length === hooks(spec).length ? 'Each hook' : carried.map((hook) => `\`${hook.name}\``).join(', ')
  return [
    'A hook is a reason to fetch the call, never the truth about it: it may come twice, late, out of order or not at all.',
    carried.length === 0
      ? 'None carries a row of the list, so `event.call` is never there.'
      : `${which} carries the whole row, which \`event.call\` has mapped; if it cannot be mapped, \`event.problems\` says why.`,
    '`event.body` is everything that came, typed by `event.event`.',
  ].join(' ')
}

/** No line of a readme is longer. */
const WIDTH = 140

function wrapped(text: string): string {
  const lines: string[] = []
  // Code stays together.
  for (const word of text.match(/`[^`]*`\S*|\S+/g) ?? []) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < WIDTH) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.join('\n')
}

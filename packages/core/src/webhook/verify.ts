import { at } from '../at.js'
import type { ErrorCode } from '../errors/error.js'
import { type GivenSignatures, givenSignatures } from './given-signatures.js'
import { joinBytes } from './join-bytes.js'
import { jsonOf } from './json-of.js'
import { readBody } from './read-body.js'
import { readText } from './read-text.js'
import { refused } from './refused.js'
import type { VerifyOptions, WebhookRequest, WebhookSecret } from './request.js'
import type { SignatureScheme, SignedRequest } from './scheme.js'
import { signedUrl } from './signed-parts.js'
import { stampAge } from './stamp-age.js'

/** Whose hooks are verified, for messages. */
export interface Signer {
  readonly id: string
  /** Which secret it is, and the variable that holds it by convention. */
  readonly secret: string
  readonly environment: string
}

/**
 * Verifies a request by a scheme; see `Verify`. Several secrets, and several signatures where the platform sends them, are tried each with each.
 * @throws CallspecError `unauthorized`, `invalid-request`, `missing-credentials` or `invalid-configuration`
 */
export async function verifySignature(
  signer: Signer,
  scheme: SignatureScheme,
  request: WebhookRequest,
  secret: WebhookSecret,
  options: VerifyOptions = {},
): Promise<string> {
  const refuse = (code: ErrorCode, text: string) => refused(signer.id, code, text)
  const secrets = [secret].flat().filter((each) => typeof each === 'string' && each !== '')
  if (secrets.length === 0) {
    throw refuse('missing-credentials', `no secret. Pass ${signer.secret} Read it from ${signer.environment}, for example.`)
  }
  const given = givenSignatures(scheme, request.headers)
  if (typeof given === 'string') {
    throw refuse(
      'unauthorized',
      `${given}. Refuse it; if it is the platform's, check what is set there, and that no proxy drops or doubles headers.`,
    )
  }
  const url = options.url ?? request.url ?? null
  if (needsUrl(scheme) && !/^https?:/.test(url ?? '')) {
    throw refuse(
      'invalid-request',
      'the signature covers the address, which is not known. Pass { url }, as it is configured at the platform.',
    )
  }
  const body = await readBody(signer.id, request, options)
  const signed = { headers: request.headers, body, timestamp: given.timestamp, url, method: request.method ?? 'POST' }
  const fits = await anyFits(scheme, secrets, given, signed)
  if (fits === null) {
    throw refuse('invalid-configuration', `the secret is none of the kind that signs here. Pass ${signer.secret}`)
  }
  if (!fits) {
    throw refuse(
      'unauthorized',
      `no signature in ${scheme.header} fits the ${body.length} bytes of the body. Refuse it; if it is the platform's, check the secret, and that these are the very bytes that came.`,
    )
  }
  const stale = staleness(scheme, signed, options)
  if (stale !== null) throw refuse('unauthorized', `${stale}. Refuse it; if it is the platform's, check this machine's clock.`)
  return readText(signed)
}

const needsUrl = ({ signs, urls }: SignatureScheme) =>
  urls !== undefined || signs.some((part) => typeof part !== 'string' && part.by === signedUrl)

/** Whether any signature fits; `null`: no secret can have made one. */
async function anyFits(
  scheme: SignatureScheme,
  secrets: readonly string[],
  { signatures }: GivenSignatures,
  request: SignedRequest,
): Promise<boolean | null> {
  const urls = request.url !== null && scheme.urls ? scheme.urls(request.url) : [request.url]
  let answer: boolean | null = null
  for (const url of urls) {
    const content = await contentOf(scheme, { ...request, url })
    if (content === null) answer ??= false
    else {
      for (const secret of secrets) {
        for (const signature of signatures) {
          const fits = await scheme.by(scheme, secret, signature, content)
          if (fits) return true
          answer = fits === null ? answer : false
        }
      }
    }
  }
  return answer
}

/** What the signature covers, or `null` if a part of it is missing. */
async function contentOf({ signs }: SignatureScheme, request: SignedRequest): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts: Uint8Array[] = []
  for (const part of signs) {
    const value = typeof part === 'string' ? part : await part.by(request, part)
    if (value === null) return null
    parts.push(typeof value === 'string' ? new TextEncoder().encode(value) : value)
  }
  return joinBytes(parts)
}

/** In a clause, why the stamp of a good signature is not accepted. */
function staleness({ timestamp: stamp }: SignatureScheme, request: SignedRequest, options: VerifyOptions): string | null {
  if (!stamp?.unit) return null
  const { toleranceSeconds, now = Date.now() } = options
  const value = stamp.at === undefined ? request.timestamp : at(jsonOf(request.body), stamp.at)
  // A member that not every event has: nobody can have taken it out, since the signature covers the body.
  if (stamp.at !== undefined && value === undefined) return null
  const age = stampAge(value, stamp.unit, now)
  if (age === null) return 'the stamp of the signature is none'
  const [past, future] = [toleranceSeconds ?? stamp.pastSeconds ?? Infinity, toleranceSeconds ?? stamp.futureSeconds ?? Infinity]
  if (age > past) return `it was signed ${Math.round(age)} s ago, and ${past} s are accepted`
  return -age > future ? `it was signed ${Math.round(-age)} s ahead, and ${future} s are accepted` : null
}

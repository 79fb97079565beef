/**
 * How long an answer asks to wait, in milliseconds: by `Retry-After-Ms` or `Retry-After`, else by the rate limits that it says are used up.
 * Instants are held against the platform's own clock where it tells it. 0: a time that has come, and none of the others names a longer one.
 */
export function waitHint(
  headers: Headers,
  status?: number,
  now = Date.parse(headers.get('date') ?? '') || Date.now(),
): number | undefined {
  const read = (name: string) => headers.get(name)?.trim() || 'none'
  const seconds = Number(read('retry-after').split(',')[0])
  const limits = rateLimit(read('ratelimit'))
  // Nothing is left where a 429 does not say what is.
  for (const name of ['ratelimit', 'x-ratelimit'])
    if ((headers.get(`${name}-remaining`)?.trim() || (status === 429 && '0')) === '0')
      limits.push(reset(read(`${name}-reset`), now))
  const after = Number.isNaN(seconds) ? instant(read('retry-after')) - now : seconds * 1000
  // What has passed, and what is no number, says nothing.
  const told = [Number(read('retry-after-ms')), after, ...limits].filter((ms) => ms >= 0 && ms < Number.POSITIVE_INFINITY)
  return told.find(Boolean) ?? told[0]
}

/**
 * `X-RateLimit-Reset`, of which no page says whether it counts seconds from now or since 1970, or milliseconds: what a
 * number can mean is told by its size.
 */
function reset(value: string, now: number): number {
  const number = Number(value)
  if (number < 1e8) return number * 1000
  return (number < 1e11 ? number * 1000 : number || instant(value)) - now
}

/** With a time of day, because engines take almost any text with a number for a date. */
const instant = (value: string) => (/\d:\d\d/.test(value) ? Date.parse(value) : Number.NaN)

/**
 * `RateLimit: "minute";r=0;t=12, "day";r=7;t=3600`, or `limit=60, remaining=0, reset=12` as drafts had it: the waits of the policies that
 * leave nothing, longest first. https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
 */
function rateLimit(value: string): number[] {
  // A name may hold anything.
  const text = value.replace(/"(\\.|[^"])*"/g, '')
  return text
    .split(/remaining/.test(text) ? /$/ : ',')
    .filter((policy) => /\b(r|remaining)=0\b/.test(policy))
    .map((policy) => Number(/\b(t|reset)=(\d+)/.exec(policy)?.[2]) * 1000)
    .sort((one, other) => other - one)
}

/**
 * How long a response asks to wait, in milliseconds: by `Retry-After-Ms` or `Retry-After`, else by the rate limits that it says are used up.
 * Instants are compared with the platform's own clock, if it sends `Date`. 0: the time has passed, and no other hint is longer.
 */
export function waitHint(
  headers: Headers,
  status?: number,
  now = Date.parse(headers.get('date') ?? '') || Date.now(),
): number | undefined {
  const read = (name: string) => headers.get(name)?.trim() || 'none'
  const seconds = Number(read('retry-after').split(',')[0])
  const limits = rateLimit(read('ratelimit'))
  // A 429 that does not say what is left has nothing left.
  for (const name of ['ratelimit', 'x-ratelimit'])
    if ((headers.get(`${name}-remaining`)?.trim() || (status === 429 && '0')) === '0')
      limits.push(reset(read(`${name}-reset`), now))
  const after = Number.isNaN(seconds) ? instant(read('retry-after')) - now : seconds * 1000
  // Ignore the past and what is not a number.
  const told = [Number(read('retry-after-ms')), after, ...limits].filter((ms) => ms >= 0 && Number.isFinite(ms))
  return told.find(Boolean) ?? told[0]
}

/**
 * `X-RateLimit-Reset`, for which no page says whether it is seconds from now, epoch seconds or milliseconds: the size of the number
 * decides.
 */
function reset(value: string, now: number): number {
  const number = Number(value)
  if (number < 1e8) return number * 1000
  return (number < 1e11 ? number * 1000 : number || instant(value)) - now
}

/** Must have a time of day, because engines parse almost any text with a number as a date. */
const instant = (value: string) => (/\d:\d\d/.test(value) ? Date.parse(value) : Number.NaN)

/**
 * `RateLimit: "minute";r=0;t=12, "day";r=7;t=3600`, or `limit=60, remaining=0, reset=12` in earlier drafts: the waits of the policies with
 * nothing left, longest first. https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
 */
function rateLimit(value: string): number[] {
  // A policy's name may contain anything.
  const text = value.replace(/"(\\.|[^"])*"/g, '')
  return text
    .split(/remaining/.test(text) ? /$/ : ',')
    .filter((policy) => /\b(r|remaining)=0\b/.test(policy))
    .map((policy) => Number(/\b(t|reset)=(\d+)/.exec(policy)?.[2]) * 1000)
    .sort((one, other) => other - one)
}

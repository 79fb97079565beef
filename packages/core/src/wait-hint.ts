/** How long an answer asks to wait, in milliseconds: by `Retry-After`, else by `X-RateLimit-Reset`. */
export function waitHint(headers: Headers, now = Date.now()): number | undefined {
  return retryAfter(headers, now) ?? rateLimitReset(headers, now)
}

/** `Retry-After` as seconds or as a date. */
function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim()
  if (!value) return undefined
  const seconds = Number(value)
  return notNegative(Number.isNaN(seconds) ? Date.parse(value) - now : seconds * 1000)
}

/**
 * `X-RateLimit-Reset`, of which no page says whether it counts seconds from now or since 1970, or milliseconds: what a
 * number can mean is told by its size.
 */
function rateLimitReset(headers: Headers, now: number): number | undefined {
  if (headers.get('x-ratelimit-remaining')?.trim() !== '0') return undefined
  const value = Number(headers.get('x-ratelimit-reset')?.trim() || Number.NaN)
  if (value < 1e8) return notNegative(value * 1000)
  return notNegative((value < 1e11 ? value * 1000 : value) - now)
}

/** A stamp that has passed, and what is no number, say nothing. */
function notNegative(ms: number): number | undefined {
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined
}

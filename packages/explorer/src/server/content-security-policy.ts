import { createHash } from 'node:crypto'

/** The page may run its own script and ask its own server, and nothing else. */
export function contentSecurityPolicy(page: string): string {
  const scripts = [...page.matchAll(/<script type="module">(.*?)<\/script>/gs)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  )
  return `default-src 'none'; script-src ${scripts.join(' ')}; style-src 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; media-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
}

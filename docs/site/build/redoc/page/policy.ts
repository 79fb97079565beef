import { createHash } from 'node:crypto'

/** Adds a policy that allows each script of the page by its hash. `own`: what else it may load, from its own origin. */
export function secured(html: string, own: Readonly<Record<string, string>> = {}): string {
  const scripts = [...html.matchAll(/<script(?: type="module")?>([\s\S]*?)<\/script>/g)]
  const hashes = scripts.map(([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)
  const directives: Record<string, string> = {
    'default-src': "'none'",
    'script-src': [...new Set(hashes)].join(' '),
    // Redoc sets styles as it renders, and searches in a worker made from a string.
    'style-src': "'unsafe-inline'",
    'worker-src': 'blob:',
    'img-src': 'data:',
    'font-src': 'data:',
    'base-uri': "'none'",
    'form-action': "'none'",
  }
  for (const [name, sources] of Object.entries(own)) directives[name] = [directives[name], sources].filter(Boolean).join(' ')
  const policy = Object.entries(directives).map(([name, sources]) => `${name} ${sources}`)
  return html.replace('<!-- policy -->', `<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">`)
}

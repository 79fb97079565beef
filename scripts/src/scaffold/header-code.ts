import type { SpecCredential } from '../credentials.ts'
import { key } from './filters.ts'

/** The headers of a request as an object in code; `value` writes a credential as an expression. */
export function headerCode(
  credentials: readonly SpecCredential[],
  value: (name: string) => string,
  isLowerCase: boolean,
): string {
  const byHeader = Map.groupBy(inHeaders(credentials), ({ header = '' }) => (isLowerCase ? header.toLowerCase() : header))
  const entries = [...byHeader].map(([header, all]) => {
    const { prefix = '' } = all[0] ?? {}
    const names = all.map(({ name }) => name)
    const pair = names.map((name) => `\${${name}}`).join(':')
    const text = prefix === 'Basic ' ? `\${btoa(\`${pair}\`)}` : pair
    return `${key(header)}: ${prefix ? `\`${prefix}${text}\`` : value(names.join())}`
  })
  return `{ ${entries.join(', ')} }`
}

/** The credentials that travel in a header; the others only fill parameters. */
export const inHeaders = (credentials: readonly SpecCredential[]): SpecCredential[] =>
  credentials.filter(({ header }) => header !== undefined)

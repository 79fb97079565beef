import type { Document } from '../document.ts'

/** Says where the credentials come from. */
export function keysComment({ components }: Document): string {
  const variables = Object.values(components.securitySchemes).map((scheme) => scheme['x-callspec'].environment)
  return `// Set ${variables.join(' and ')}.`
}

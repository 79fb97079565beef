import { credentialsOf } from '../../../../scripts/src/credentials.ts'
import type { Document } from '../document.ts'

/** Says where the credentials come from. */
export function keysComment(document: Document): string {
  return `// Set ${credentialsOf(document)
    .map(({ environment }) => environment)
    .join(' and ')}.`
}

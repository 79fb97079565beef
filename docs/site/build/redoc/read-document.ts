import { parse } from 'yaml'
import { bundledSpec } from '../../../../scripts/src/bundled-spec.ts'
import type { Document } from '../document.ts'

/** The spec of a provider with its examples included. */
export function readDocument(id: string): Document {
  // The linter has checked the file.
  return parse(bundledSpec(id)) as Document
}

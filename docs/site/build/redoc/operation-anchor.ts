import type { Operation } from '../document.ts'

/** Where Redoc puts an operation on its page: `#/phone-numbers/listphonenumbers`. */
export function operationAnchor({ tags, operationId }: Operation): string {
  return `#/${tags[0]!.toLowerCase().replaceAll(' ', '-')}/${operationId.toLowerCase()}`
}

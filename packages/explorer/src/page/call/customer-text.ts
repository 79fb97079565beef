import type { ShownCall } from '../../api/answers.js'

/** What the customer is called: by name, number or id. */
export const customerText = ({ contact, customerNumber, direction, from, to }: ShownCall): string =>
  contact?.name || customerNumber || contact?.email || contact?.id || (direction === 'inbound' ? from : to) || 'Customer'

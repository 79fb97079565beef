// The contacts of AgentVoice's calls.
import { setUpAt } from '../../world/cast.js'
import { uuid } from '../../world/id.js'
import { customerCount, customerNumber } from '../../world/world.js'

export const organizationId = uuid(0x0a6, 0)

/** A customer's contact; every third customer has none. */
export const contactOf = (customer: number) => {
  if (customer % 3 === 2) return null
  const first = ['John', 'Maria', 'Wei', 'Amina', 'Lukas'][customer % 5] ?? 'John'
  const last = ['Doe', 'Silva', 'Chen', 'Diallo', 'Weber', 'Novak'][customer % 6] ?? 'Doe'
  const email = customer % 4 === 0 ? null : `${first}.${last}.${customer}@example.com`.toLowerCase()
  return { id: uuid(0xc0a7, customer), first, last, email }
}

/** All contacts. The first has no number. */
export const contacts = Array.from({ length: customerCount }, (_, customer) => {
  const contact = contactOf(customer)
  return contact && { ...contact, phone: customer === 0 ? null : customerNumber(customer) }
}).filter((contact) => contact !== null)

/** A contact in `/contacts`. */
export const contactRow = ({ id, first, last, email, phone }: (typeof contacts)[number]) => ({
  id,
  user_id: null,
  first_name: first,
  last_name: last,
  email,
  phone,
  company: null,
  created_at: setUpAt(0),
  updated_at: setUpAt(1),
  last_task_run: null,
  total_tasks_run: 0,
  organization_id: organizationId,
  crm_id: null,
  crm_source: null,
})

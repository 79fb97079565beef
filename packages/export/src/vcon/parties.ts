import type { ExportedCall } from '../writer.js'
import type { Party } from './vcon.js'

/** Who took part, and where each stands in the list. */
export interface Parties {
  list: Party[]
  customer: number
  agent: number
  /** The two, the one that called first. */
  both: number[]
}

/** The caller first, as the draft has it: on an outbound call the agent. */
export function partiesOf(call: ExportedCall): Parties {
  const customer: Party = {
    ...addressOf(call.customerNumber),
    ...(call.contact?.email != null && { mailto: call.contact.email }),
    ...named(call.contact?.name),
    ...(call.contact?.id != null && { uuid: call.contact.id }),
    type: 'person',
  }
  const agent: Party = {
    ...addressOf(call.agentNumber),
    ...named(call.agent?.name),
    ...(call.agent?.id != null && { uuid: call.agent.id }),
    type: 'bot',
  }
  const isOutbound = call.direction === 'outbound'
  // Numbers of a call whose direction nobody tells belong to either of the two, so each is a party of its own.
  const others = [call.from, call.to].filter(
    (number) => number !== null && number !== call.customerNumber && number !== call.agentNumber,
  )
  return {
    list: [...(isOutbound ? [agent, customer] : [customer, agent]), ...others.map(addressOf)],
    customer: isOutbound ? 1 : 0,
    agent: isOutbound ? 0 : 1,
    both: [0, 1, ...others.map((_, index) => index + 2)],
  }
}

/** The draft wants to hear how a name was validated. */
const named = (name: string | null | undefined): Party => (name == null ? {} : { name, validation: 'none' })

/** As given, also with stars in a redacted call; what is neither a telephone number nor a SIP address, such as `anonymous`, is a name. */
function addressOf(number: string | null): Party {
  if (number === null) return {}
  if (/^(\+|\*{3})?\d[\d .()-]*$/.test(number)) return { tel: number }
  return /^sips?:/i.test(number) ? { sip: number } : { name: number, validation: 'none' }
}

import type { Channel, Direction, Reader } from '@callspec/provider'
import type { Call } from './generated/types.js'

interface Held {
  channel: Channel
  direction: Direction
  /** Whether Ultravox placed the call. */
  isPlaced: boolean
  from: string | null
  to: string | null
}

/** What the guide to incoming SIP calls adds to the context of a call's template. */
interface SipContext {
  ultravox?: { sip?: { caller_id?: string } }
}

const CARRIERS = ['twilio', 'telnyx', 'plivo'] as const

/** How a call is held. The direction is known of calls that Ultravox placed, and of those that came in by SIP. */
export function readMedium(row: Call, read: Reader, knowsCaller: boolean): Held {
  const medium = read.child(row.medium)
  const sip = read.child(medium?.sip)
  const outgoing = [...CARRIERS.map((name) => read.child(medium?.[name])), sip]
    .map((each) => read.child(each?.outgoing))
    .find(Boolean)
  const isPhone = sip !== null || CARRIERS.some((name) => medium?.[name]) || read.child(medium?.exotel) !== null
  const channel = isPhone ? 'phone' : read.child(medium?.webRtc) ? 'web' : 'unknown'
  if (outgoing) {
    const [from, to] = [read.text(outgoing.from), read.text(outgoing.to)]
    return { channel, direction: 'outbound', isPlaced: true, from, to }
  }
  const isIncoming = read.child(sip?.incoming) !== null
  const from = isIncoming && knowsCaller ? callerOf(row, read) : null
  return { channel, direction: isIncoming ? 'inbound' : 'unknown', isPlaced: false, from, to: null }
}

function callerOf({ requestContext }: Call, read: Reader): string | null {
  // The type of the context is not documented: anything but an object says nothing.
  if (typeof requestContext !== 'object' || requestContext === null) return null
  const { ultravox } = requestContext as SipContext
  return read.text(read.child(read.child(ultravox)?.sip)?.caller_id)
}

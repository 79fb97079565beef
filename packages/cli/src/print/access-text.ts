import type { PartCapability } from '@callspec/provider/capabilities'

const WORDS = {
  public: 'open to anyone who has the address',
  signed: 'signed, so that it expires',
  authenticated: 'with the credentials of the account only',
} as const

/** What it takes to open the address of a recording, in words that follow a part's; nothing where that is not documented. */
export function accessText(access: PartCapability['access']): string {
  if (!access) return ''
  const { access: ways, expiresAfterSeconds: seconds } = access
  return `; its address is ${ways.map((way) => WORDS[way]).join(', or ')}${seconds ? ` (after ${seconds / 3600} h)` : ''}`
}

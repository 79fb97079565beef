import type { PartCapability } from '@callspec/provider/capabilities'

/** What it takes to open a recording's address, in words that follow a part's; nothing if not documented. */
export function accessText(access: PartCapability['access']): string {
  if (!access) return ''
  const { access: ways, expiresAfterSeconds: seconds } = access
  const words = {
    public: 'open to anyone who has it',
    signed: `signed and expires${seconds === undefined ? '' : ` after ${seconds / 3600} h`}`,
    authenticated: 'open with the credentials of the account only',
  }
  return `; its address is ${ways.map((way) => words[way]).join(', or ')}`
}

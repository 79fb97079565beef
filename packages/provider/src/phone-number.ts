// Words or quotes in front; then digits, with spaces, dashes, brackets, points and slashes among them; then the rest.
const NUMBER = /^([^\d+@]*\s)?["'([{]*(\+?)((?:[\s\p{Pd}()./·]*\d)+)(.*)$/su
// Parameters, an extension, what is dialled afterwards, a password; or words that do not touch the number, and no second number.
const AFTER = /^(?:[;#*?~]|:[^:]*$|[\s)\]}"',][^+]*$|\W?(?:x|ext\w*|[pw]+)[.:= ]*\d|$)/iu
const IP = /^(?:(?:[01]?\d?\d|2[0-4]\d|25[0-5])(?:\.|$)){4}$/
// Some forms take time that grows with the square of the length.
const LONGEST = 500

/**
 * The digits of the subscriber's number, behind a `+` where they begin with a country (after `+` or `00`): of `+1 (555) 010-0001`, and of
 * `tel:` and `sip:` addresses. Extension, parameters, host, port and what is dialled afterwards are none of it. `null`: no number,
 * as in the address of a host or of a name.
 */
export function subscriberNumber(text: string): string | null {
  if (/^\+?[1-9]\d*$/.test(text)) return text
  const address = plain(/<([^<>]*)>/.exec(text)?.[1] ?? text)
  const [, scheme, rest = ''] = /^\s*([a-z][a-z\d+.-]*:)?(?:\/\/)?(.*)$/is.exec(address) ?? []
  const [user = '', host] = rest.split('@')
  const [, before, plus, dialled = '', after = ''] = NUMBER.exec(user) ?? []
  // Words stand before a number where people read it, not in an address.
  const isNumber = dialled !== '' && AFTER.test(after) && (!before?.trim() || (scheme ?? host) === undefined)
  if (!isNumber || IP.test(dialled)) return null
  // `+44 (0)20`: this 0 is dialled at home only. In Italy it belongs to the number.
  const digits = (/^\s*39/.test(dialled) ? dialled : dialled.replace('(0)', '')).replace(/\D/g, '')
  // A number within a country, such as `tel:010-0001;phone-context=+1-555`, names the digits before it.
  const context = plus || /;phone-context=(\+[\d().-]+)/i.exec(after)?.[1]
  if (context) return `+${context.replace(/\D/g, '')}${digits}`
  return digits.startsWith('00') ? `+${digits.slice(2)}` : digits
}

/** Escapes and full-width signs as what they stand for, without marks that are not seen. */
const plain = (text: string) =>
  text
    .slice(0, LONGEST)
    .replace(/%([2-7][\da-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')

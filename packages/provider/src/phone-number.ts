// Leading words or quotes, then digits with spaces, dashes, brackets, points and slashes between them, then the rest.
const NUMBER = /^([^\d+@]*\s)?["'([{]*(\+?)((?:[\s\p{Pd}()./·]*\d)+)(.*)$/su
// Parameters, an extension, post-dial digits, a password; or separate words, but no second number.
const AFTER = /^(?:[;#*?~]|:[^:]*$|[\s)\]}"',][^+]*$|\W?(?:x|ext\w*|[pw]+)[.:= ]*\d|$)/iu
const IP = /^(?:(?:[01]?\d?\d|2[0-4]\d|25[0-5])(?:\.|$)){4}$/
// Some forms take quadratic time.
const LONGEST = 500

/**
 * The digits of the subscriber's number, with a `+` if they begin with a country (after `+` or `00`): from `+1 (555) 010-0001`, or from
 * `tel:` and `sip:` addresses. Extension, parameters, host, port and post-dial digits do not belong to it. `null`: no number, as in
 * the address of a host or a name.
 */
export function subscriberNumber(text: string): string | null {
  if (/^\+?[1-9]\d*$/.test(text)) return text
  const address = plain(/<([^<>]*)>/.exec(text)?.[1] ?? text)
  const [, scheme, rest = ''] = /^\s*([a-z][a-z\d+.-]*:)?(?:\/\/)?(.*)$/is.exec(address) ?? []
  const [user = '', host] = rest.split('@')
  const [, before, plus, dialled = '', after = ''] = NUMBER.exec(user) ?? []
  // Leading words occur in numbers for people, not in addresses.
  const isNumber = dialled !== '' && AFTER.test(after) && (!before?.trim() || (scheme ?? host) === undefined)
  if (!isNumber || IP.test(dialled)) return null
  // `+44 (0)20`: this 0 is dialled within the country only. In Italy it belongs to the number.
  const digits = (/^\s*39/.test(dialled) ? dialled : dialled.replace('(0)', '')).replace(/\D/g, '')
  // A local number names the digits before it, such as `tel:010-0001;phone-context=+1-555`.
  const context = plus || /;phone-context=(\+[\d().-]+)/i.exec(after)?.[1]
  if (context) return `+${context.replace(/\D/g, '')}${digits}`
  return digits.startsWith('00') ? `+${digits.slice(2)}` : digits
}

/** Decodes escapes and full-width characters, and removes invisible marks. */
const plain = (text: string) =>
  text
    .slice(0, LONGEST)
    .replace(/%([2-7][\da-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')

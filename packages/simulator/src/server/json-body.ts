/** Narrows parsed JSON to something whose members can be read. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The members of a body; none if it is missing or not an object. */
export const membersOf = (body: unknown): Record<string, unknown> => (isObject(body) ? body : {})

/** E.164: a plus and up to fifteen digits. */
export const isE164 = (value: unknown): value is string => typeof value === 'string' && /^\+[1-9]\d{6,14}$/.test(value)

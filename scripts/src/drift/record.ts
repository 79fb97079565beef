/** A JSON object of a document that nothing has checked. */
export type Json = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value where it is an object, else an empty one. */
export const object = (value: unknown): Json => (isObject(value) ? value : {})

/** The value where it is an array, else an empty one. */
export const array = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Bytes of a value as JSON, as it is sent. */
export const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '')

/** Bytes that stand for one token. */
export const BYTES_PER_TOKEN = 4

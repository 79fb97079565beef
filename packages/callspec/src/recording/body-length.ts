/** Bytes of a body, if the response tells them; of an encoded body, they are not those of the file. */
export function lengthOf(headers: Headers): number | undefined {
  const told = headers.get('content-length')
  return told !== null && /^\d+$/.test(told) && !isEncoded(headers) ? Number(told) : undefined
}

/** Whether the bytes of a body are not those of the file. */
export const isEncoded = (headers: Headers): boolean => !/^(identity)?$/.test(headers.get('content-encoding') ?? '')

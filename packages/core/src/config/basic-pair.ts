/** One half of HTTP Basic's pair after the other, joined by a colon and encoded; `before`: the header with the first half. */
export type BasicPair = (half: string, before: string | undefined) => string

export const basicPair: BasicPair = (half, before) =>
  btoa((before === undefined ? '' : `${atob(before.slice('Basic '.length))}:`) + half)

/** One half of HTTP Basic's pair after the other, joined by a colon and encoded; `before`: the header with the first half. */
export const basicPair = (half: string, before: string | undefined): string =>
  btoa((before === undefined ? '' : `${atob(before.slice('Basic '.length))}:`) + half)

/** Whether a response is about the requested call. Platforms spell one id in either case. */
export const isSameId = (one: string, other: string): boolean => `${one}`.toLowerCase() === `${other}`.toLowerCase()

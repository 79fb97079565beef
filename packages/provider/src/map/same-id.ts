/** Whether an answer is about the call that was asked for. Platforms spell one id in either case. */
export const isSameId = (one: string, other: string): boolean => `${one}`.toLowerCase() === `${other}`.toLowerCase()

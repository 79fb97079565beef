/** What an amount is counted in, for people: a currency as it is, `credits`, and the rest in words. */
export const unitText = (unit: string): string => (unit === 'unknown' ? 'unit unknown' : unit)

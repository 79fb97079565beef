/** A text that was written over several lines. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** A text of others, in which whatever breaks a line is a blank. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ')

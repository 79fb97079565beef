/** A unified word for people: `no_answer` is `no answer`. */
export const wordText = (word: string): string => word.replaceAll('_', ' ')

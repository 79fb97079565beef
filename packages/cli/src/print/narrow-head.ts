/** The head of a column of times where the whole one has no room: `Europe/Berlin` for `when (Europe/Berlin)`. */
export const narrowHead = (head: string): string => /\((.+)\)$/.exec(head)?.[1] ?? head

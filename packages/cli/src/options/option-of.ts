/** The option that says a member of a query: `phoneNumber` is `--phone-number`. One that may be repeated is in the singular. */
export const optionOf = (member: string): string => SINGULAR[member] ?? `--${optionWord(member)}`

/** A name as options write it: `endReason` is `end-reason`. */
export const optionWord = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const SINGULAR: Readonly<Record<string, string>> = { weekdays: '--weekday', hours: '--hour', providers: '--provider' }

/** What a search looks for. Where its text is the id of a call, only that; else a call matches if one of the others is found. */
export interface Search {
  /** The whole text, without spaces around it: an id or a key. */
  text: string
  /** Digits of a number; `null`: the text is none, or has fewer than four. */
  digits: string | null
  /** In small letters: a part of an agent's name or id. */
  name: string
  /** In small letters; all of them have to be found. */
  words: readonly string[]
}

/** Signs between the digits of a number, as a class of a pattern has them: the hyphen last. */
export const NUMBER_SIGNS = ' ()+./-'

const LEAST_DIGITS = 4
/** Words so long are found by their beginning. */
const LEAST_LETTERS = 3

export function searchOf(value: string): Search {
  const text = value.trim()
  const digits = withoutSigns(text)
  return {
    text,
    digits: /^\d+$/.test(digits) && digits.length >= LEAST_DIGITS ? digits : null,
    name: text.toLowerCase(),
    words: [
      ...new Set(
        text
          .normalize('NFC')
          .toLowerCase()
          .match(/[\p{L}\p{N}\p{Co}]+/gu) ?? [],
      ),
    ],
  }
}

/** A number without the signs between its digits. */
export const withoutSigns = (number: string): string => number.replace(SIGNS, '')

const SIGNS = new RegExp(`[${NUMBER_SIGNS}]`, 'g')

/** Whether a name or an id has the text of a search in it. */
export const hasName = (value: string | null, { name }: Pick<Search, 'name'>): boolean =>
  value?.toLowerCase().includes(name) ?? false

export const isBeginning = (word: string): boolean => [...word].length >= LEAST_LETTERS

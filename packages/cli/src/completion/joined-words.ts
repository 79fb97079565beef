/** The words of a command line as bash hands them over, which makes words of `=` and `:` too: `--to`, `=`, `a.csv` is `--to=a.csv`. */
export function joinedWords(words: readonly string[]): string[] {
  const joined: string[] = []
  let isOpen = false
  for (const word of words) {
    const isBreak = /^[=:]+$/.test(word)
    if ((isBreak || isOpen) && joined.length > 0) joined.push(`${joined.pop()}${word}`)
    else joined.push(word)
    isOpen = isBreak
  }
  return joined
}

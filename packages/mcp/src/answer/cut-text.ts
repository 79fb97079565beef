/** The beginning of a text, at most so many characters, and how many there are in all. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text
  return `${beginning(text, most)}… (cut: ${text.length} characters in all)`
}

/** The first characters, of which none is cut in half. */
export function beginning(text: string, most: number): string {
  const cut = text.slice(0, most)
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut
}

/** Texts by their numbers, each kept once. Number 0 is no text. */
export class Dictionary {
  readonly texts: string[] = ['']
  readonly #codes = new Map<string, number>()

  codeOf(text: string | null): number {
    if (text === null) return 0
    let code = this.#codes.get(text)
    if (code === undefined) {
      code = this.texts.push(text) - 1
      this.#codes.set(text, code)
    }
    return code
  }

  /** Without adding it; 0: it is not there. */
  find(text: string): number {
    return this.#codes.get(text) ?? 0
  }
}

/** As many are remembered; beyond that a call that came too late makes others be repeated. */
const MOST = 1000

export type StampedId = [at: string, id: string]

/** The calls of a source that were handed over last, in a ring. */
export class Recent {
  readonly #at: string[] = []
  readonly #ids: string[] = []
  #next = 0

  add(at: string, id: string): void {
    this.#at[this.#next] = at
    this.#ids[this.#next] = id
    this.#next = (this.#next + 1) % MOST
  }

  where(isWanted: (at: string) => boolean): StampedId[] {
    return this.#at.flatMap((at, index): StampedId[] => (isWanted(at) ? [[at, this.#ids[index]!]] : []))
  }
}

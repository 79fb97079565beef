import type { Json } from '../../samples/sample-request.ts'

/** What the responses so far have shown, so that later requests are about things that exist. */
export class KnownValues {
  readonly #byPlace = new Map<string, Json>()

  /** Remembers the members of a row that a list had under a path: `/assistant`, `/agents`. */
  add(path: string, row: object): void {
    // `/agents` and `/agents/list` list agents: their `id` is an `agent_id` elsewhere.
    const resource = path
      .replace(/(\/(get|list|all)|\.\w+)$/, '')
      .split('/')
      .at(-1)!
      .replace(/s$/, '')
    for (const [name, value] of Object.entries(row)) {
      if (typeof value !== 'string' && typeof value !== 'number') continue
      this.#set(path.replace(/\.\w+$/, ''), name, value)
      if (name === 'id') this.#set('', `${resource}id`, value)
      else if (/(id|number)$/i.test(name)) this.#set('', name, value)
    }
  }

  /** The value for a parameter or a member of a request for a path: `{id}` below `/assistant` is the `id` in the list there. */
  find(path: string, name: string): Json | undefined {
    const above = path.slice(0, Math.max(0, path.indexOf(`/{${name}}`)))
    // A call is made from a number of one's own.
    const own = name.startsWith('from') ? this.#get('', 'phone_number') : undefined
    return own ?? this.#get(above, name) ?? this.#get('', name) ?? this.#get(above, 'id')
  }

  #set(path: string, name: string, value: Json): void {
    const key = `${path} ${folded(name)}`
    if (!this.#byPlace.has(key)) this.#byPlace.set(key, value)
  }

  #get(path: string, name: string): Json | undefined {
    return this.#byPlace.get(`${path} ${folded(name)}`)
  }
}

/** `agentId` and `agent_id` are one name. */
const folded = (name: string) => name.replace(/[_-]/g, '').toLowerCase()

/** An agent as one call names it. */
export interface NamedAgent {
  source: number
  id: string | null
  name: string | null
  /** Of all calls with this agent, whatever its name was. */
  group: number
}

/** Calls of one agent: of a source, and by its id or, where it has none, its name. `id` and `name` are null where calls name no agent. */
export interface AgentGroup {
  source: number
  id: string | null
  name: string | null
}

/** The agents that calls name. */
export class Agents {
  readonly named: NamedAgent[] = []
  readonly groups: AgentGroup[] = []
  /** By source, id and name. */
  readonly #named: Map<string | null, Map<string | null, number>>[] = []
  readonly #groups = new Map<string, number>()

  codeOf(source: number, id: string | null, name: string | null): number {
    this.#named[source] ??= new Map()
    const ofSource = this.#named[source]
    let byName = ofSource.get(id)
    if (!byName) {
      byName = new Map()
      ofSource.set(id, byName)
    }
    let code = byName.get(name)
    if (code === undefined) {
      code = this.named.push({ source, id, name, group: this.#groupOf(source, id, name) }) - 1
      byName.set(name, code)
    }
    return code
  }

  #groupOf(source: number, id: string | null, name: string | null): number {
    const key = JSON.stringify(id === null ? [source, null, name] : [source, id])
    let group = this.#groups.get(key)
    if (group === undefined) {
      group = this.groups.push({ source, id, name: id === null ? name : null }) - 1
      this.#groups.set(key, group)
    }
    return group
  }
}

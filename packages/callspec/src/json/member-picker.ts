/** Makes what keeps only these members of a call, such as `key` and `agent.name`. What the call does not have stays absent. */
export function memberPicker(members: readonly string[]): (call: object) => object {
  const wanted = new Set(members)
  const names = [...new Set(members.map((member) => member.split('.', 1)[0]!))]
  return (call) => {
    const values = new Map<string, unknown>(Object.entries(call))
    return Object.fromEntries(
      names.map((name) => [name, wanted.has(name) ? values.get(name) : within(name, values.get(name), wanted)]),
    )
  }
}

const within = (name: string, group: unknown, wanted: ReadonlySet<string>) =>
  typeof group === 'object' && group !== null
    ? Object.fromEntries(Object.entries(group).filter(([inner]) => wanted.has(`${name}.${inner}`)))
    : group

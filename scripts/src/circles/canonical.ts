/** Writes a circle from its alphabetically first name, so that it reads the same wherever it was entered: `a → b → a`. */
export function canonical(circle: readonly string[]): string {
  const first = circle.indexOf([...circle].sort()[0] ?? '')
  return [...circle.slice(first), ...circle.slice(0, first), circle[first]].join(' → ')
}

/** The head of a column of times where the whole one has no room: `Europe/Berlin` for `when (Europe/Berlin)`. UTC is short enough. */
export function narrowHead(head: string): string {
  const zone = /\((.+)\)$/.exec(head)?.[1] ?? 'UTC'
  return zone === 'UTC' ? head : zone
}

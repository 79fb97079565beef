const and = new Intl.ListFormat('en')

/** What a table does not show for want of room, and what shows it besides a wider terminal. */
export const noRoomText = (hidden: readonly string[], ways: readonly string[]): string =>
  `No room for ${and.format(hidden)}: ${and.format(['a wider terminal', ...ways])} show more.`

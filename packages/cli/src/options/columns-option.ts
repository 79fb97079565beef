import { selectMembers } from 'callspec/columns'
import type { Command } from 'commander'

/** The option of every command that prints or writes calls. */
export const addColumnsOption = (command: Command): Command =>
  command.option(
    '--columns <names>',
    'only these members of a call, in this order, with commas: key,occurredAt,agent.name (the members of --json)',
    columnNames,
  )

/** Reads names of members, with commas between them; the option may be repeated. */
const columnNames = (value: string, before: readonly string[] = []): string[] => {
  const names = [...before, ...value.split(',').map((name) => name.trim())]
  // Checked here, so that a wrong name is told before anything is opened.
  selectMembers(names)
  return names
}

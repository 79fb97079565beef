import type { Command } from 'commander'
import { type CallTemplate, callTemplate } from '../print/call-template.js'
import { UsageError } from '../usage-error.js'

/** The option of every command that prints calls. */
export const addTemplateOption = (command: Command): Command =>
  command.option(
    '--template <text>',
    String.raw`a line for each call: '{occurredAt} {customerNumber} {agent.name}'; \t and \n as well; what is missing is empty`,
    (text): CallTemplate => callTemplate(text),
  )

/** A template says what is printed, so it goes with no other option that does. */
export function refuseBesideTemplate({ template, ...others }: { template?: unknown; [option: string]: unknown }): void {
  const other = Object.keys(others).find((name) => others[name])
  if (template !== undefined && other !== undefined)
    throw new UsageError(`--template and --${other} exclude each other. Pass one of them.`)
}

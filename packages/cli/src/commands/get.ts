import { type CallspecError, type Included, redactCall } from 'callspec'
import { selectColumns, selectMembers } from 'callspec/columns'
import { callJson, type PrintedCall, tooDeepText } from 'callspec/json'
import type { Command } from 'commander'
import { errorText } from '../failure.js'
import { outputPaint, outputWidth, write, writeError } from '../io/output.js'
import { addColumnsOption } from '../options/columns-option.js'
import { addCopyOptions, type CopyOptions } from '../options/copy-options.js'
import { REDACT } from '../options/option-texts.js'
import { timeZone } from '../options/option-values.js'
import { addInputOption, addSourceOptions, type SourceOptions } from '../options/source-options.js'
import { addTemplateOption, refuseBesideTemplate } from '../options/template-option.js'
import type { CallTemplate } from '../print/call-template.js'
import { callText } from '../print/call-text.js'
import { memberLines } from '../print/member-lines.js'
import { openLog } from './open-log.js'

interface GetOptions extends SourceOptions, CopyOptions {
  json?: boolean
  raw: boolean
  redact?: boolean
  timeZone?: string
  columns?: string[]
  template?: CallTemplate
}

const EXAMPLES = `
Examples:
  callspec get butter call_0a1b2c3d
  callspec get acme-eu/4711 --json        by its key, as list --json prints it
  callspec get acme-eu/4711 --template '{analysis.summary}'
  callspec get butter/call_0a1b2c3d --from calls.db

Exit code: 0; 1 when the call, or a part of it, cannot be fetched; 2 for wrong usage.`

export function addGetCommand(program: Command, exit: (code: number) => void): void {
  const command = program
    .command('get')
    .summary('show one call with all its parts')
    .description('Shows one call with its transcript, analysis, recording and cost.')
    .argument('<source>', 'id of the source, as list shows it; or the key of the call, source/id')
    .argument('[id]', 'id of the call, as list shows it')
  addCopyOptions(addInputOption(addSourceOptions(command)))
  addTemplateOption(addColumnsOption(command))
    .option('--json', 'one line of JSON')
    .option('--no-raw', "leave the platform's own response out of the JSON")
    .option('--redact', REDACT)
    .option('--time-zone <zone>', 'time zone of the stamps shown as text, like Europe/Berlin (default: UTC)', timeZone)
    .addHelpText('after', EXAMPLES)
    .action(async (first: string, second: string | undefined, { columns, template, ...options }: GetOptions) => {
      const { json, raw, redact, timeZone, ...ofLog } = options
      refuseBesideTemplate({ template, json, columns })
      if (columns && !json) selectColumns(columns)
      // Source ids contain no slash.
      const slash = second === undefined ? first.indexOf('/') : first.length
      if (slash < 0) return command.error("error: missing required argument 'id'", { code: 'commander.missingArgument' })
      const [source, id = first.slice(slash + 1)] = [first.slice(0, slash), second]
      const { sources, log, standings, fail, close } = await openLog({ ...ofLog, source: [source] })
      try {
        const onMissing = (part: Included, error: CallspecError) => {
          exit(1)
          fail(`${source}/${id}: without its ${part}: ${errorText(error)}`)
        }
        const got = await log.get(source, id, { onMissing })
        const call = redact ? redactCall(got) : got
        const onTooDeep = (each: PrintedCall) => {
          exit(1)
          writeError(tooDeepText(each))
        }
        if (template) await write(template(call, timeZone))
        else if (json) await write(callJson(sources, raw && !redact, onTooDeep, columns && selectMembers(columns))(call))
        else if (columns) await write(memberLines(call, columns, outputWidth(), timeZone))
        else await write(callText(call, outputWidth(), timeZone, await standings?.(got), outputPaint()))
      } finally {
        await close()
      }
    })
}

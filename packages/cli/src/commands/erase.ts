import type { Command } from 'commander'
import { write } from '../io/output.js'
import { duration } from '../options/duration.js'
import { collect } from '../options/option-values.js'
import { countText } from '../print/count-text.js'
import { UsageError } from '../usage-error.js'

interface EraseCommandOptions {
  from?: string
  to?: string
  phoneNumber?: string
  olderThan?: number
  source?: string[]
  dryRun?: boolean
}

const EXAMPLES = `
Examples:
  callspec erase --from calls.db --phone-number +15551234567 --dry-run
  callspec erase --from calls.db --older-than 90d

What is erased is gone, with its transcripts and recordings; the platform still
has it. Only its key stays, so that no later sync brings it back.`

export function addEraseCommand(program: Command): void {
  program
    .command('erase')
    .summary('remove calls from a copy for good')
    .description("Removes a person's or a period's calls from a copy, with their files, and keeps them from coming back.")
    .option('--from <copy>', 'file of SQLite, or an address like postgres://user@host/database')
    .option('--to <copy>', 'the same, as sync names it')
    .option('--phone-number <number>', 'calls of this number with its country, like +15551234567')
    .option('--older-than <time>', 'calls that are older than this, like 90d', duration('--older-than', 1000))
    .option('--source <id>', 'calls of this source; may be repeated', collect)
    .option('--dry-run', 'only count them')
    .addHelpText('after', EXAMPLES)
    .action(async ({ from, to, phoneNumber, olderThan, source, dryRun }: EraseCommandOptions) => {
      const address = from ?? to
      if (address === undefined) throw new UsageError('No copy is named. Pass it with --from, like --from calls.db.')
      if (phoneNumber === undefined && olderThan === undefined && source === undefined)
        throw new UsageError('Nothing says what to erase. Pass --phone-number, --older-than or --source.')
      const { erase, openStore } = await import('@callspec/sync')
      const store = await openStore(address, { create: false })
      try {
        const before = olderThan === undefined ? undefined : new Date(Date.now() - olderThan)
        const { calls, files, badRows } = await erase(store, { phoneNumber, before, sources: source, dryRun })
        const erased = [
          countText(calls, 'call'),
          ...(files > 0 ? [countText(files, 'recording')] : []),
          ...(badRows > 0 ? [countText(badRows, 'bad row')] : []),
        ].join(', ')
        await write(dryRun ? `Would erase ${erased}.\n` : `Erased ${erased}.\n`)
      } finally {
        await store.close()
      }
    })
}

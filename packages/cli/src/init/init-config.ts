import { existsSync } from 'node:fs'
import type { Simulator } from '@callspec/simulator'
import { CONFIG_FILE, readConfigFile } from '../config/config-file.js'
import { checkInputOptions, givenInputs } from '../config/given-inputs.js'
import { builtIn } from '../config/load-sources.js'
import { startSimulators } from '../config/start-simulators.js'
import { noteWidth, write, writeNote } from '../io/output.js'
import { wrap } from '../print/wrap.js'
import { UsageError } from '../usage-error.js'
import { configText, exportLines, isStored } from './config-text.js'
import type { Draft, Environment } from './draft.js'
import { draftsFromEnvironment } from './drafts-from-environment.js'
import { interview } from './interview.js'
import { Canceled, openPrompts, type Prompts } from './prompts.js'
import { type Trial, trySource } from './try-source.js'
import { existsText, writeConfig } from './write-config.js'

export interface InitOptions {
  /** The file to write. */
  file?: string | undefined
  /** Ids of providers. */
  named: readonly string[]
  /** Whether questions are asked. */
  asks: boolean
  /** Whether each source is tried before it is written. */
  tries: boolean
  storeKeys: boolean
  demo: boolean
  inputs: readonly string[]
  timeoutMs?: number | undefined
}

/** Writes a configuration. Returns the exit code. */
export async function initConfig(options: InitOptions): Promise<number> {
  const unknown = options.named.find((id) => !Object.hasOwn(builtIn, id))
  if (unknown !== undefined) throw new UsageError(`Unknown provider "${unknown}". Known: ${Object.keys(builtIn).join(', ')}.`)
  const simulators = options.demo ? await startSimulators({ calls: 20, newest: new Date().toISOString() }) : undefined
  try {
    return await (options.asks ? asked(options, simulators) : unasked(options, simulators))
  } catch (error) {
    if (!(error instanceof Canceled)) throw error
    writeNote('Nothing was written.')
    return 130
  } finally {
    await Promise.all(Object.values(simulators ?? {}).map((simulator) => simulator.close()))
  }
}

type Simulators = Readonly<Record<string, Simulator>> | undefined

async function asked(options: InitOptions, simulators: Simulators): Promise<number> {
  const prompts = await openPrompts()
  const file = options.file ?? CONFIG_FILE
  prompts.begin(
    simulators ? 'callspec init, a demo: every platform is simulated, and no file is written' : `callspec init: writes ${file}`,
  )
  const existing = await askExisting(file, options, prompts)
  const { sources = [] } = existing ?? {}
  const drafts = await interview({
    prompts,
    named: options.named,
    taken: sources.flatMap(({ id, provider }) => id ?? provider ?? []),
    // In a demo, no key of somebody's own goes anywhere.
    environment: simulators ? {} : process.env,
    demoKeys:
      simulators && Object.fromEntries(Object.values(simulators).map(({ provider, credentials }) => [provider, credentials])),
    attempt: (draft) => attempt(withInputs([draft], options)[0]!, options, simulators),
  })
  if (drafts.length === 0) {
    prompts.end('No account is left, so nothing was written.')
    return 1
  }
  const strange = strangeInput(drafts, options)
  // Too late to start over: the answers would be lost.
  if (strange) prompts.warn(`${strange.message} It was left out.`)
  await finish(withInputs(drafts, options), { ...options, file, existing, isMeant: true }, (text) => prompts.end(text))
  return 0
}

async function unasked(options: InitOptions, simulators: Simulators): Promise<number> {
  const file = options.file ?? CONFIG_FILE
  if (!simulators && existsSync(file)) throw new UsageError(existsText(file))
  const plain = draftsFromEnvironment(options.named, environmentOf(simulators))
  const strange = strangeInput(plain, options)
  if (strange) throw strange
  const drafts = withInputs(plain, options)
  let failed = 0
  for (const draft of options.tries ? drafts : []) {
    const { works, text } = await attempt(draft, options, simulators)
    if (!works) failed++
    writeNote(text)
  }
  if (failed > 0) {
    writeNote('Nothing was written. Correct what failed, leave its --provider out, or pass --no-test.')
    return 1
  }
  await finish(drafts, { ...options, file, existing: undefined, isMeant: false }, writeNote)
  return 0
}

/** In a demo, the keys of the simulators stand for those of the environment. */
function environmentOf(simulators: Simulators): Environment {
  if (!simulators) return process.env
  const keys = Object.values(simulators).flatMap(({ provider, credentials }) =>
    Object.entries(builtIn[provider]!.definition.descriptor.credentials).map(([name, { environment }]) => [
      environment,
      credentials[name],
    ]),
  )
  return Object.fromEntries(keys)
}

const attempt = (draft: Draft, { timeoutMs, tries }: InitOptions, simulators: Simulators): Promise<Trial> =>
  tries
    ? trySource(draft, {
        environment: process.env,
        timeoutMs,
        baseUrl: simulators?.[draft.provider.definition.descriptor.id]?.baseUrl,
      })
    : Promise.resolve({ works: true, text: `${draft.id} was not tried.` })

interface Existing {
  sources?: { id?: string; provider?: string }[]
}

/** What the file has that stays. */
async function askExisting(file: string, { demo }: InitOptions, prompts: Prompts): Promise<Existing | undefined> {
  if (demo || !existsSync(file)) return undefined
  const next = await prompts.one(`${file} exists already. What shall become of it?`, [
    { value: 'add', label: 'Add accounts to it' },
    { value: 'replace', label: 'Replace it' },
    { value: 'stop', label: 'Leave it as it is, and stop' },
  ])
  if (next === 'stop') throw new Canceled()
  // Commands check the rest when they read it.
  return next === 'add' ? (readConfigFile(file) as Existing) : undefined
}

function withInputs(drafts: readonly Draft[], { inputs }: InitOptions): Draft[] {
  const ids = drafts.map(({ id }) => id)
  return drafts.map((draft) => ({ ...draft, inputs: givenInputs(draft.provider, draft.id, inputs, ids) }))
}

/** What is wrong with an input that is for none of the sources. */
function strangeInput(drafts: readonly Draft[], { inputs }: InitOptions): UsageError | undefined {
  try {
    checkInputOptions(
      inputs,
      drafts.map(({ id }) => id),
    )
    return undefined
  } catch (error) {
    if (error instanceof UsageError) return error
    throw error
  }
}

interface FinishOptions extends InitOptions {
  file: string
  existing: Existing | undefined
  isMeant: boolean
}

/** Writes the file and says what is left to do; on stdout what to set, without the keys. */
async function finish(drafts: readonly Draft[], options: FinishOptions, say: (text: string) => void): Promise<void> {
  const { file, storeKeys, existing, isMeant, demo } = options
  const text = configText(drafts, storeKeys, existing)
  if (demo) {
    say('This was a demo, so nothing was written.')
    writeNote(`Without --demo, ${file} would be:`)
    await write(text)
    return
  }
  const holdsKeys = drafts.some(({ keys }) => keys.some((key) => isStored(key, storeKeys)))
  writeConfig(file, text, { isMeant, holdsKeys })
  say(`Wrote ${file}.`)
  const note = (text: string) => writeNote(wrap(text, noteWidth()))
  if (holdsKeys) note(`${file} holds keys: only you can read it. Name it in .gitignore, and hand it to nobody.`)
  const lines = exportLines(drafts, storeKeys)
  if (lines.length > 0) {
    note('Set these where you run callspec, each with its key in place of <…>:')
    await write(lines.map((line) => `${line}\n`).join(''))
  }
  note(`Then: callspec list --limit 20${file === CONFIG_FILE ? '' : ` --config ${file}`}`)
}

import { isZone } from '@callspec/provider'
import { capabilitiesOf } from '@callspec/provider/capabilities'
import { builtIn, variablesOf } from '../config/load-sources.js'
import type { AnyProvider } from '../config/provider-module.js'
import { baseUrlIn, type Draft, type Environment, type Key, variablesFor } from './draft.js'
import type { Choice, Prompts } from './prompts.js'
import type { Trial } from './try-source.js'

export interface InterviewOptions {
  prompts: Prompts
  environment: Environment
  /** Platforms that were named already; none: they are asked for. */
  named: readonly string[]
  /** Ids that the file has already. */
  taken: readonly string[]
  attempt: (draft: Draft) => Promise<Trial>
  /** What to type in a demo. */
  demoKeys?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined
}

/** Asks for sources, one after another, and tries each. */
export async function interview(options: InterviewOptions): Promise<Draft[]> {
  const { prompts, named, environment } = options
  const ids = named.length > 0 ? named : await askPlatforms(prompts, environment)
  const drafts: Draft[] = []
  for (const id of ids) drafts.push(...(await askSource(builtIn[id]!, drafts, options)))
  while (await prompts.confirm('Add another account?', false)) {
    const id = await prompts.one('Of which platform?', platforms(environment))
    drafts.push(...(await askSource(builtIn[id]!, drafts, options)))
  }
  return drafts
}

const platforms = (environment: Environment): Choice<string>[] =>
  Object.entries(builtIn).map(([value, { definition }]) => {
    const variables = variablesOf(definition)
    const isSet = variables.every((name) => environment[name])
    return {
      value,
      label: definition.descriptor.name,
      hint: isSet ? `${and.format(variables)} ${isOrAre(variables)} set` : undefined,
    }
  })

const and = new Intl.ListFormat('en')
const isOrAre = ({ length }: readonly unknown[]) => (length === 1 ? 'is' : 'are')

function askPlatforms(prompts: Prompts, environment: Environment): Promise<string[]> {
  const choices = platforms(environment)
  const chosen = choices.filter(({ hint }) => hint !== undefined).map(({ value }) => value)
  return prompts.several('Whose calls do you want to see?', choices, chosen)
}

/** One source that works, or that somebody keeps all the same; none if it is left out. */
async function askSource(provider: AnyProvider, before: readonly Draft[], options: InterviewOptions): Promise<Draft[]> {
  const { prompts, environment, taken, attempt } = options
  const { name } = provider.definition.descriptor
  const isFirst = before.every((draft) => draft.provider !== provider)
  const id = await askId(provider, [...taken, ...before.map((draft) => draft.id)], prompts)
  const address = await askAddress(provider, options)
  const draft: Draft = { provider, id, ...address, ...(await askZone(provider, prompts)), keys: [] }
  const variables = variablesFor(provider, id, isFirst)
  draft.keys = await askKeys(draft, variables, options, await mayUse(variables, environment, prompts))
  for (;;) {
    prompts.say(`Asking ${name} for a call …`)
    const { works, text } = await attempt(draft)
    if (works) prompts.good(text)
    else prompts.warn(text)
    const next = works ? 'keep' : await prompts.one('What now?', nextSteps(draft))
    if (next === 'keep') return [draft]
    if (next === 'leave') return []
    if (next === 'key') draft.keys = await askKeys(draft, variables, options, false)
    if (next === 'address') Object.assign(draft, { brand: undefined, baseUrl: undefined }, await askAddress(provider, options))
  }
}

type Next = 'key' | 'address' | 'again' | 'keep' | 'leave'

const nextSteps = ({ provider, id }: Draft): Choice<Next>[] => [
  { value: 'key', label: 'Type the key again' },
  { value: 'again', label: 'Ask once more' },
  ...(hasBrands(provider) ? [{ value: 'address' as const, label: 'Choose another address' }] : []),
  { value: 'keep', label: 'Keep it as it is' },
  { value: 'leave', label: `Leave ${id} out` },
]

function askId(provider: AnyProvider, taken: readonly string[], prompts: Prompts): Promise<string> {
  const { id, name } = provider.definition.descriptor
  return prompts.text(`What shall this account of ${name} be called?`, {
    value: taken.includes(id) ? '' : id,
    hint: `${id}-eu`,
    problemOf: (text) => {
      if (!/^[A-Za-z0-9._-]+$/.test(text)) return 'Use letters, digits, ".", "_" and "-".'
      return taken.includes(text) ? `There is a "${text}" already. Choose another name.` : undefined
    },
  })
}

const hasBrands = (provider: AnyProvider) => capabilitiesOf(provider).brands.length > 0

const OTHER = ' other'

async function askAddress(
  provider: AnyProvider,
  { prompts, environment }: InterviewOptions,
): Promise<Pick<Draft, 'brand' | 'baseUrl'>> {
  const { name, baseUrl: own, baseUrlVariable, brands } = capabilitiesOf(provider)
  const baseUrl = baseUrlIn(provider, environment)
  if (baseUrl !== undefined) {
    prompts.say(`Requests to ${name} go to the address in ${baseUrlVariable}.`)
    return { baseUrl }
  }
  if (brands.length === 0) return {}
  const brand = await prompts.one(`Under which name do you use ${name}?`, [
    { value: '', label: name, hint: own },
    ...brands.map((each) => ({ value: each.id, label: each.name, hint: each.baseUrl })),
    { value: OTHER, label: 'Another one', hint: 'a white label at an address of its own' },
  ])
  if (brand !== OTHER) return brand === '' ? {} : { brand }
  return {
    baseUrl: await prompts.text('Which address has its API?', {
      hint: own,
      problemOf: (text) => (/^https?:\/\/[^@?#]+$/.test(text) && URL.canParse(text) ? undefined : `Write it like ${own}.`),
    }),
  }
}

/** Only where stamps come without a zone. */
async function askZone(provider: AnyProvider, prompts: Prompts): Promise<Pick<Draft, 'timeZone'>> {
  const { name, assumptions } = capabilitiesOf(provider)
  const unzoned = assumptions.find(({ kind }) => kind === 'stamp-zone')
  if (!unzoned) return {}
  const timeZone = await prompts.text(`Time zone of the stamps that ${name} sends without one?`, {
    value: unzoned.default,
    problemOf: (text) => (isZone(text) ? undefined : 'Type an IANA zone like Europe/Berlin.'),
  })
  return timeZone === unzoned.default ? {} : { timeZone }
}

/** Whether the keys come from the environment: all of them, or none. */
async function mayUse(variables: readonly Pick<Key, 'variable'>[], environment: Environment, prompts: Prompts): Promise<boolean> {
  const names = variables.map(({ variable }) => variable)
  if (!names.every((name) => environment[name])) return false
  return prompts.confirm(`${and.format(names)} ${isOrAre(names)} set. Use ${names.length === 1 ? 'it' : 'them'}?`)
}

async function askKeys(
  { provider }: Draft,
  variables: readonly Pick<Key, 'name' | 'variable'>[],
  { prompts, environment, demoKeys }: InterviewOptions,
  isSet: boolean,
): Promise<Key[]> {
  const { id, name: platform } = provider.definition.descriptor
  const keys: Key[] = []
  for (const { name, variable } of variables) {
    const demoKey = demoKeys?.[id]?.[name]
    const hint = demoKey === undefined ? '' : `, here ${demoKey}`
    const value = isSet ? (environment[variable] ?? '') : await prompts.secret(`${name} of ${platform} (${variable})${hint}`)
    keys.push({ name, variable, value, isSet })
  }
  return keys
}

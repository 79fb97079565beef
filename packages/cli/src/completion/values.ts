import { capabilitiesOf } from '@callspec/provider/capabilities'
import { faultNames } from '@callspec/simulator/faults'
import { CHANNELS, DIRECTIONS, INCLUDED, ORDERS, PARTS, STATUSES } from 'callspec'
import { CALL_COLUMNS } from 'callspec/columns'
import { OUTCOMES, WEEKDAYS } from 'callspec/stats'
import { Argument, type Option } from 'commander'
import { builtIn } from '../config/load-sources.js'
import { BY_WORDS } from '../options/stats-by.js'
import { COLOR_WHEN } from '../print/color.js'
import { type Completion, NOTHING, type Words } from './completion.js'
import { knownSources } from './known-sources.js'
import type { TypedLine } from './typed-line.js'

type Values = (line: TypedLine) => Completion

const these = (words: readonly string[]): Words => ({ words: words.map((word) => ({ word })) })
const oneOf =
  (words: readonly string[]): Values =>
  () =>
    these(words)

/** Words with commas between them: those before the last one are in each candidate, because a shell completes the whole. */
const listOf =
  (words: readonly string[]): Values =>
  ({ current }) => {
    const before = current.slice(0, current.lastIndexOf(',') + 1)
    const taken = before.split(',')
    return { ...these(words.filter((word) => !taken.includes(word)).map((word) => before + word)), open: true }
  }

const sources: Values = ({ config }) => ({
  words: knownSources(config).map(({ id, provider }) => ({ word: id, about: nameOf(provider) })),
})

const inputs: Values = ({ config }) => ({
  ...these(knownSources(config).flatMap(({ id, provider }) => inputNames(provider).map((name) => `${id}.${name}=`))),
  open: true,
})

/** Times in words that need no quotes; `instantInWords` reads many more. */
export const TIME_WORDS: readonly string[] = [
  'today',
  'yesterday',
  'this-week',
  'last-week',
  'this-month',
  'last-month',
  '-24h',
  '-7d',
]

/** By the long name of an option, or by what its value or an argument is called in the help. Anything else is free text. */
export const VALUES: Readonly<Record<string, Values>> = {
  '--source': sources,
  '--since': oneOf(TIME_WORDS),
  '--until': oneOf(TIME_WORDS),
  '--newest': oneOf(TIME_WORDS),
  source: sources,
  provider: () => ({
    words: Object.values(builtIn).map(({ definition: { descriptor } }) => ({ word: descriptor.id, about: descriptor.name })),
  }),
  'source.name=value': inputs,
  'source=rows': ({ config }) => ({ ...these(knownSources(config).map(({ id }) => `${id}=`)), open: true }),
  status: oneOf(STATUSES),
  direction: oneOf(DIRECTIONS),
  channel: oneOf(CHANNELS),
  order: oneOf(ORDERS),
  outcome: oneOf(OUTCOMES),
  days: listOf(WEEKDAYS),
  hours: listOf(Array.from({ length: 24 }, (_, hour) => String(hour))),
  part: oneOf(PARTS),
  what: oneOf(INCLUDED),
  boolean: oneOf(['true', 'false']),
  when: oneOf(COLOR_WHEN),
  zone: () => these(['UTC', ...Intl.supportedValuesOf('timeZone')]),
  words: listOf(BY_WORDS),
  names: listOf(CALL_COLUMNS.map(({ member }) => member)),
  rule: () => ({ ...these(faultNames), open: true }),
  file: () => 'files',
  copy: () => 'files',
  dir: () => 'folders',
}

/** What the value of an option, or an argument, may be. */
export function valuesOf(option: Option | Argument, line: TypedLine): Completion {
  const { argChoices } = option
  if (argChoices) return these(argChoices)
  const name = option instanceof Argument ? option.name() : valueName(option)
  const values = (option instanceof Argument ? undefined : VALUES[option.long ?? '']) ?? VALUES[name]
  return values ? values(line) : NOTHING
}

/** What the help calls the value of an option: `status` in `--status <status>`. */
export const valueName = ({ flags }: Pick<Option, 'flags'>): string => /[<[](.+?)(?:\.\.\.)?[>\]]/.exec(flags)?.[1] ?? ''

const nameOf = (provider: string) => builtIn[provider]?.definition.descriptor.name

function inputNames(provider: string): string[] {
  const own = builtIn[provider]
  if (!own) return []
  const { path = [], query, body, get } = capabilitiesOf(own).inputs
  return [...path, ...query, ...body, ...get.map((name) => `get.${name}`)]
}

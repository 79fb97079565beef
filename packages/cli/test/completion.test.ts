import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command, Option } from 'commander'
import { beforeAll, describe, expect, test } from 'vitest'
import { complete } from '../src/completion/complete.js'
import { joinedWords } from '../src/completion/joined-words.js'
import { TIME_WORDS, VALUES, valueName } from '../src/completion/values.js'
import { instantInWords } from '../src/options/time-words.js'
import { createProgram } from '../src/program.js'
import { onTerminal } from './on-terminal.js'
import { BIN, callspec, folder, folderWith } from './run-callspec.js'

const program = createProgram(() => undefined)

const wordsOf = (...words: string[]) => {
  const { completion } = complete(program, words)
  return typeof completion === 'string' ? completion : completion.words.map(({ word }) => word)
}

describe('what is offered', () => {
  test('are the commands and options that the program has', () => {
    const visible = program.commands.map((command) => command.name()).filter((name) => !name.startsWith('__'))
    expect(wordsOf('')).toEqual([...visible, 'help'])
    for (const command of program.commands.filter((each) => visible.includes(each.name()))) {
      const names = command.options.map(({ long }) => long)
      expect(wordsOf(command.name(), '--')).toEqual(expect.arrayContaining([...names, '--help']))
    }
  })

  // A new option is told here: its words, files, or that it is free text.
  const FREE = new Set(['port', 'id', 'number', 'n', 'seconds', 'time', 'span', 'url', 'text', 'name'])
  const valued = (command: Command): [string, Option][] =>
    [command, ...command.commands].flatMap((each) =>
      each.options.filter(({ required }) => required).map((option): [string, Option] => [each.name(), option]),
    )

  test('is the value of every option, unless it is known to be free text', () => {
    for (const [command, option] of valued(program)) {
      const isCompleted = option.argChoices !== undefined || (option.long ?? '') in VALUES || valueName(option) in VALUES
      const isFree = FREE.has(valueName(option)) && !((option.long ?? '') in VALUES)
      expect(isCompleted, `${command} ${option.flags}`).toBe(!isFree)
    }
  })

  test.each([
    [['list', '--status', 'no'], ['no_answer']],
    [['list', '--status=f'], ['failed']],
    [['list', '--limit', ''], []],
    [['list', '--limit', '5', '--dir'], ['--direction']],
    [['stats', '--by', 'agent,mon'], ['agent,month']],
    [
      ['list', '--columns', 'key,agent.'],
      ['key,agent.id', 'key,agent.name'],
    ],
    [['export', '--to', ''], 'files'],
    [['list', '--config='], 'files'],
    [['sync', '--recordings', ''], 'folders'],
    [['providers', 'but'], ['butter']],
    [
      ['help', 'exp'],
      ['export', 'explain', 'explore'],
    ],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['list', '--', '--'], []],
    [['nonsense', 'x'], []],
  ])('after %j is %j', (words, offered) => {
    expect(wordsOf(...words)).toEqual(offered)
  })

  test('times in words are understood', () => {
    for (const words of TIME_WORDS) expect(instantInWords(words, Date.now(), 'UTC'), words).not.toBeNull()
  })

  test('words that bash breaks at = and : are whole', () => {
    expect(joinedWords(['list', '--from', '=', 'postgres', ':', '//x', '--status', '='])).toEqual([
      'list',
      '--from=postgres://x',
      '--status=',
    ])
  })
})

describe('ids of sources', () => {
  const idsIn = async (cwd: string, env: Record<string, string>, ...words: string[]) =>
    (await callspec(['__complete', 'bash', '--', ...words], { cwd, env })).stdout.trimEnd().split('\n').slice(1)

  test('come from the configuration as it is written, without its variables', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as users write it.
    const sources = [{ id: 'acme-eu', provider: 'butter', apiKey: '${NOT_SET}' }, { provider: 'vapi' }, null, {}]
    const cwd = folderWith({ sources })
    expect(await idsIn(cwd, {}, 'list', '--source', '')).toEqual(['acme-eu', 'vapi'])
    expect(await idsIn(cwd, {}, 'get', 'a')).toEqual(['acme-eu'])
    expect(await idsIn(cwd, {}, 'list', '--input', 'vapi.ass')).toEqual(['vapi.assistantId='])
    expect(await idsIn(folder(), {}, 'list', '--config', join(cwd, 'callspec.config.json'), '--source=a')).toEqual(['acme-eu'])
  })

  test('come from the environment without one, and of a broken one there are none', async () => {
    expect(await idsIn(folder(), { BUTTER_API_KEY: 'k', ZUDU_API_KEY: 'k' }, 'verify', '')).toEqual(['butter'])
    const broken = await callspec(['__complete', 'bash', '--', 'list', '--source', ''], { cwd: folderWith('{') })
    expect(broken.stdout).toBe('')
  })
})

/** A folder with `callspec` to run, and a file to complete. */
function place(): { cwd: string; env: Record<string, string> } {
  const cwd = folderWith({ sources: [{ id: 'acme-eu', provider: 'butter', apiKey: 'k' }] })
  mkdirSync(join(cwd, 'bin'))
  writeFileSync(join(cwd, 'bin/callspec'), `#!/bin/sh\nexec '${process.execPath}' '${BIN}' "$@"\n`)
  chmodSync(join(cwd, 'bin/callspec'), 0o755)
  writeFileSync(join(cwd, 'week of may.csv'), '')
  mkdirSync(join(cwd, 'recordings'))
  return { cwd, env: { PATH: `${join(cwd, 'bin')}:${process.env.PATH}`, HOME: cwd } }
}

// What is typed, with a tab where the shell completes, and the words that the command would get.
const TYPED: [string, string[]][] = [
  ['callspec expla\t--sou\tac\t--stat\tfai\t', ['explain', '--source', 'acme-eu', '--status', 'failed']],
  ['callspec list --direction=inb\t', ['list', '--direction=inbound']],
  ['callspec export --to week\t', ['export', '--to', 'week of may.csv']],
  ['callspec sync --recordings rec\t', ['sync', '--recordings', 'recordings']],
  ['callspec stats --by source,mon\t', ['stats', '--by', 'source,month']],
]
// Nothing of what is typed is evaluated; at the end of its line it is put in quotes.
const HOSTILE = 'callspec list --phone-number $(touch evaluated) --ski'

describe('in the shells themselves', () => {
  beforeAll(() => {
    execFileSync(join(import.meta.dirname, '../../../.ci/debian'), ['zsh', 'fish', 'python3'])
  })

  /** Types the lines into a shell, and returns the words that each would have run with. */
  async function typed(shell: 'bash' | 'zsh', start: string[], load: string) {
    const { cwd, env } = place()
    const show = `show() { printf '<%s>' "$@"; echo; }\r`
    const steps = TYPED.map(([line]): [string, string] => ['READY>', `${line}\u0001show \r`])
    const { shown } = await onTerminal({
      argv: [shell, ...start],
      cwd,
      env: { ...env, PS1: 'READY>', COLUMNS: '200' },
      columns: 200,
      steps: [
        ['READY>', load],
        ['READY>', show],
        ...steps,
        ['READY>', `${HOSTILE}\t\u0001show '\u0005'\r`],
        ['READY>', 'exit\r'],
      ],
    })
    expect(existsSync(join(cwd, 'evaluated'))).toBe(false)
    // zsh takes the slash of a folder away again where no path follows.
    return shown.replaceAll('/>', '>')
  }

  const expected = [
    ...TYPED.map(([, words]) => ['callspec', ...words].map((word) => `<${word}>`).join('')),
    `<${HOSTILE}p-unsupported`,
  ]

  test('bash', async () => {
    const shown = await typed('bash', ['--norc', '-i'], 'eval "$(callspec completion bash)"\r')
    for (const words of expected) expect(shown).toContain(words)
  })

  test('zsh', async () => {
    const shown = await typed('zsh', ['-f', '-i'], 'autoload -Uz compinit; compinit -D; source <(callspec completion zsh)\r')
    for (const words of expected) expect(shown).toContain(words)
  })

  test('fish', () => {
    const { cwd, env } = place()
    const lines = [
      'expla',
      'list --source ',
      'list --direction=inb',
      'export --to week',
      'export --to=week',
      'sync --recordings rec',
    ]
    const ask = lines.map((line) => `complete -C 'callspec ${line}'`)
    const args = ['--no-config', '-c', ['callspec completion fish | source', ...ask].join(';')]
    expect(execFileSync('fish', args, { cwd, env, encoding: 'utf8' }).trimEnd().split('\n')).toEqual([
      'explain\tshow what list would request, and what it would assume',
      'acme-eu\tButter AI',
      '--direction=inbound',
      'week of may.csv',
      '--to=week of may.csv',
      'recordings/',
    ])
  })
})

test('a shell that is not known is refused', async () => {
  const { code, stderr } = await callspec(['completion', 'tcsh'])
  expect([code, stderr]).toEqual([
    2,
    "callspec: command-argument value 'tcsh' is invalid for argument 'shell'. Allowed choices are bash, zsh, fish. Run callspec completion --help.\n",
  ])
})

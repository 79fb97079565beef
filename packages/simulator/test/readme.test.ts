import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test.each([
  ['Calls that change', 5],
  ['Recordings', 2],
  ['Web hooks', 1],
])('the samples of %s print what the README says', (title, count) => {
  const [, section = ''] = readFileSync(new URL('../README.md', import.meta.url), 'utf8').split(`## ${title}`)
  const [own = ''] = section.split('\n## ')
  const code = [...own.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block]) => block).join('\n')
  const said = [...code.matchAll(/^console\.log\(.*\) \/\/ (.*)$/gm)].map(([, text]) => text)
  expect(said).toHaveLength(count)
  // The built package, as a user's test has it.
  const program = `import { startSimulator } from '@callspec/simulator'\n${code}`
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  })
  expect(printed.trimEnd().split('\n')).toEqual(said)
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import { PACKAGES, packageName } from '../src/tarballs.ts'
import { codeOf, compile, RESOLUTIONS, type Resolution, TYPESCRIPTS, type TypeScript } from '../src/typescript.ts'

const folder = inject('strict')
// `Object.keys` loses the type of the keys.
const typescripts = Object.keys(TYPESCRIPTS) as TypeScript[]
const resolutions = Object.keys(RESOLUTIONS) as Resolution[]

describe.each(typescripts)('TypeScript %s', (typescript) => {
  test.each(resolutions)(
    'by %s compiles a program, checks the declarations of the packages, and refuses mistakes',
    async (resolution) => {
      await compile(folder, typescript, resolution)
    },
  )

  test('compiles what the readmes show', async () => {
    const files = PACKAGES.flatMap((name) => {
      const code = codeOf(join(folder, 'node_modules', packageName(name), 'README.md'))
      if (code === '') return []
      writeFileSync(join(folder, `readme-${name}.ts`), code)
      return [`readme-${name}.ts`]
    })
    expect(files.length).toBe(PACKAGES.length)
    await compile(folder, typescript, 'nodenext', { files, types: ['node'] })
  })
})

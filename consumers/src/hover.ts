import { join } from 'node:path'
import ts from 'typescript-5'

const folder = join(import.meta.dirname, '..')
const file = join(folder, 'hovered.ts')

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  types: [],
  strict: true,
}

/**
 * What an editor shows for the word after each `^^` in a program that imports the packages, by the language service of TypeScript 5.9:
 * documentation and tags, without the type. Throws if the program does not compile.
 */
export function hover(marked: string): string[] {
  const [first = '', ...rest] = marked.split('^^')
  const code = [first, ...rest].join('')
  const { sys, ScriptSnapshot } = ts
  const read = (name: string) => (name === file ? code : sys.readFile(name))
  const service = ts.createLanguageService({
    ...sys,
    useCaseSensitiveFileNames: () => sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const text = read(name)
      return text === undefined ? undefined : ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  })
  const [wrong] = service.getSemanticDiagnostics(file)
  if (wrong) throw new Error(ts.flattenDiagnosticMessageText(wrong.messageText, '\n'))
  let position = first.length
  return rest.map((part) => {
    const { documentation, tags = [] } = service.getQuickInfoAtPosition(file, position) ?? {}
    position += part.length
    const texts = [documentation, ...tags.map(({ text }) => text)].map((parts) => ts.displayPartsToString(parts))
    return texts.filter((text) => text !== '').join('\n')
  })
}

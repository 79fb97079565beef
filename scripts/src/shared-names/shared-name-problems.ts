import { read } from '../files.ts'
import { providers } from '../specs.ts'
import { codeTexts } from './code-texts.ts'
import { sharedFiles } from './shared-files.ts'

/** Shared files that name a provider. Each would have to be edited for the next one. */
export function sharedNameProblems(base: string, ids = providers(base)): string[] {
  const anyId = new RegExp(ids.join('|') || '$^', 'i')
  return sharedFiles(base, ids).flatMap((path) => {
    const source = read(base, path) ?? ''
    if (!anyId.test(source)) return []
    const named = codeTexts(path, source).flatMap(({ text, offset }) =>
      ids.flatMap((id) => placesOf(id, text).map((place) => `${path}:${lineAt(source, offset + place)}: names ${id}`)),
    )
    return [...new Set(named)].map(
      (problem) => `${problem}. Fix: take it from the spec or the generated registry, or move it to a file of that provider.`,
    )
  })
}

/** Where a text names a provider in any case, as a word or within a name: `butter`, `createButter`, `BUTTER_API_KEY`, `TalkOver`. */
function placesOf(id: string, text: string): number[] {
  return [...text.matchAll(new RegExp(id, 'gi'))]
    .filter(({ 0: name, index }) => {
      const [before = '', after = ''] = [text[index - 1], text[index + name.length]]
      if (name === name.toUpperCase()) return !/[A-Za-z0-9]/.test(before) && !/[A-Za-z]/.test(after)
      const isHump = /^[A-Z]/.test(name) && !/[A-Z]/.test(before)
      return (isHump || !/[A-Za-z0-9]/.test(before)) && !/[a-z]/.test(after)
    })
    .map(({ index }) => index)
}

const lineAt = (source: string, offset: number) => source.slice(0, offset).split('\n').length

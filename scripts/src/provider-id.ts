/** Names that packages, entry points and registries have already. */
const TAKEN = new Set([
  'bench',
  'callspec',
  'cli',
  'core',
  'docs',
  'explain',
  'generated',
  'provider',
  'scripts',
  'simulator',
  'verify',
])

/** Why an id cannot be that of a provider, with the right form; undefined where it can. It names folders, a package and a variable. */
export function providerIdProblem(id: string): string | undefined {
  if (!/^[a-z][a-z0-9]*$/.test(id))
    return `"${id}" is no provider id. Fix: use a lower-case letter, then lower-case letters and digits.`
  if (TAKEN.has(id) || !isIdentifier(id)) return `"${id}" is a word that the code needs. Fix: use the name of the platform.`
  return undefined
}

/** Whether the language leaves the word free, in a module. */
function isIdentifier(word: string): boolean {
  try {
    new Function(`'use strict'; const ${word} = 0`)
    return word !== 'await'
  } catch {
    return false
  }
}

/** Names that folders, entry points and registries use already. */
const TAKEN = new Set(
  ['all', 'bench', 'callspec', 'cli', 'consumers', 'core', 'dist', 'docs', 'explain', 'fixtures', 'generated', 'packages'].concat(
    ['provider', 'providers', 'scripts', 'simulator', 'specs', 'src', 'templates', 'test', 'tests', 'verify'],
  ),
)

/** Why an id cannot name a provider, with the right form; undefined if it can. It names folders, a package and a variable. */
export function providerIdProblem(id: string): string | undefined {
  if (!/^[a-z][a-z0-9]*$/.test(id))
    return `"${id}" is not a provider id. Fix: use a lower-case letter, then lower-case letters and digits.`
  if (TAKEN.has(id) || !isIdentifier(id)) return `"${id}" is a reserved word. Fix: use the name of the platform.`
  return undefined
}

/** Whether the word is a valid identifier in a module. */
function isIdentifier(word: string): boolean {
  try {
    new Function(`'use strict'; const ${word} = 0`)
    return word !== 'await'
  } catch {
    return false
  }
}

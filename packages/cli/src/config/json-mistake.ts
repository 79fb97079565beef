export interface JsonMistake {
  line: number
  column: number
  /** What would have been valid there. */
  expected: string
}

const TOKEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON allows none in a text.
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]/y

/**
 * Where a text stops being valid JSON. JSON.parse quotes the text around an error, which may be a key, and often gives no position.
 */
export function findJsonMistake(text: string): JsonMistake | undefined {
  const open: string[] = []
  let expected: Expected = 'a value'
  for (let at = skipSpace(text, 0); ; at = skipSpace(text, TOKEN.lastIndex)) {
    TOKEN.lastIndex = at
    const token = TOKEN.exec(text)?.[0]
    const next: Expected | undefined = token === undefined ? undefined : after(token, expected, open)
    if (next === undefined) {
      return expected === END && at === text.length ? undefined : { ...place(text, at), expected: describe(expected, open) }
    }
    expected = next
  }
}

const END = 'the end'
type Expected =
  | 'a value'
  | 'a value or ]'
  | 'a name in double quotes'
  | 'a name in double quotes or }'
  | 'a colon'
  | 'a comma'
  | typeof END

/** What may follow a token; `undefined`: the token is not allowed here. Updates the stack of open brackets. */
function after(token: string, expected: Expected, open: string[]): Expected | undefined {
  const inside = () => (open.length === 0 ? END : 'a comma')
  if (token === '}' || token === ']') {
    const mayClose = expected === 'a comma' || expected.includes(' or ')
    if (!mayClose || token !== open.at(-1)) return undefined
    open.pop()
    return inside()
  }
  if (token === ',' || token === ':') {
    if (token !== { 'a comma': ',', 'a colon': ':' }[String(expected)]) return undefined
    return token === ',' && open.at(-1) === '}' ? 'a name in double quotes' : 'a value'
  }
  if (expected.startsWith('a name')) return token.startsWith('"') ? 'a colon' : undefined
  if (!expected.startsWith('a value')) return undefined
  if (token !== '{' && token !== '[') return inside()
  open.push(token === '{' ? '}' : ']')
  return token === '{' ? 'a name in double quotes or }' : 'a value or ]'
}

const describe = (expected: Expected, open: readonly string[]) =>
  expected === 'a comma' ? `a comma or ${open.at(-1)}` : expected

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\r\n'.includes(text[at]!)) at++
  return at
}

function place(text: string, at: number): { line: number; column: number } {
  const lines = text.slice(0, at).split(/\r\n|\r|\n/)
  return { line: lines.length, column: lines.at(-1)!.length + 1 }
}

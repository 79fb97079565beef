import ts from 'typescript'
import { CST, Lexer } from 'yaml'

/** A piece of code or data, and where it begins in its file. */
export interface CodeText {
  text: string
  offset: number
}

/** The code and data of a file, without comments, samples of `--help` and packages that only tests need. */
export function codeTexts(path: string, source: string): CodeText[] {
  if (/\.[cm]?[jt]sx?$|\.json$/.test(path)) return tokensOf(path, source)
  if (/\.ya?ml$/.test(path)) return yamlTexts(source)
  // Shell scripts and styles. Only whole lines of `#` are taken for comments.
  return linesOf(source).filter(({ text }) => !/^\s*#/.test(text))
}

function tokensOf(path: string, source: string): CodeText[] {
  const file = path.endsWith('.json') ? ts.parseJsonText(path, source) : ts.createSourceFile(path, source, ts.ScriptTarget.Latest)
  const samples = helpSamples(file)
  const texts: CodeText[] = []
  const visit = (node: ts.Node): void => {
    if (isHelp(node, file) || samples.has(node) || isForTests(node, path)) return
    if (isText(node) && !isVocabulary(node)) texts.push({ text: node.getText(file), offset: node.getStart(file) })
    ts.forEachChild(node, visit)
  }
  visit(file)
  return texts
}

/** Comments are not nodes; punctuation and keywords cannot name a provider. */
const isText = (node: ts.Node) =>
  ts.isIdentifier(node) || ts.isPrivateIdentifier(node) || ts.isLiteralExpression(node) || ts.isTemplateLiteralToken(node)

/** A long list of words: a carrier is a word of other platforms too, and may become a provider itself. */
const isVocabulary = (node: ts.Node): boolean =>
  ts.isNoSubstitutionTemplateLiteral(node) && /^[a-z\s]+$/.test(node.text) && node.text.split(/\s+/).length > 100

/** `.addHelpText('after', …)`: what `--help` prints below the options. */
const isHelp = (node: ts.Node, file: ts.SourceFile): node is ts.CallExpression =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  node.expression.name.getText(file) === 'addHelpText'

/** Values of the constants that `addHelpText` is given by name. */
function helpSamples(file: ts.SourceFile): ReadonlySet<ts.Node> {
  const names = new Set<string>()
  const namesIn = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text)
    ts.forEachChild(node, namesIn)
  }
  const find = (node: ts.Node): void => {
    if (isHelp(node, file)) node.arguments.forEach(namesIn)
    ts.forEachChild(node, find)
  }
  find(file)
  const constants = file.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations])
  return new Set(
    constants.flatMap(({ name, initializer }) => (initializer && names.has(name.getText(file)) ? [initializer] : [])),
  )
}

/** `devDependencies`: tests may use any package. */
const isForTests = (node: ts.Node, path: string) =>
  path.endsWith('package.json') &&
  ts.isPropertyAssignment(node) &&
  ts.isStringLiteral(node.name) &&
  node.name.text === 'devDependencies'

/** Tokens that the lexer adds for its parser; they are not in the source. */
const MARKS: ReadonlySet<string> = new Set([CST.BOM, CST.DOCUMENT, CST.FLOW_END, CST.SCALAR])

function yamlTexts(source: string): CodeText[] {
  let offset = 0
  return [...new Lexer().lex(source)]
    .filter((text) => !MARKS.has(text))
    .map((text) => {
      const found = { text, offset }
      offset += text.length
      return found
    })
    .filter(({ text }) => !text.startsWith('#'))
}

function linesOf(source: string): CodeText[] {
  let offset = 0
  return source.split('\n').map((text) => {
    const found = { text, offset }
    offset += text.length + 1
    return found
  })
}

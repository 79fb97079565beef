import { readFileSync } from 'node:fs'
import ts from 'typescript'

export interface Member {
  name: string
  type: string
  text: string
}

/** The members of an interface, including inherited ones, each with its docstring; none if the file has no such type. */
export function membersOf(file: string, name: string): Member[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  return membersIn(source, name)
}

function membersIn(source: ts.SourceFile, name: string): Member[] {
  return source.statements.flatMap((node) => {
    // Another name for an interface.
    if (ts.isTypeAliasDeclaration(node) && node.name.text === name) return membersIn(source, node.type.getText())
    if (!ts.isInterfaceDeclaration(node) || node.name.text !== name) return []
    const bases = node.heritageClauses?.flatMap(({ types }) => types.map((type) => type.expression.getText())) ?? []
    return [...bases.flatMap((base) => membersIn(source, base)), ...node.members.filter(ts.isPropertySignature).map(toMember)]
  })
}

const toMember = (member: ts.PropertySignature): Member => ({
  name: member.name.getText(),
  type: member.type?.getText() ?? 'unknown',
  text: ts
    .getJSDocCommentsAndTags(member)
    .map((comment) => ts.getTextOfJSDocComment(comment.comment) ?? '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim(),
})

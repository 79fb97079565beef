import { readFileSync } from 'node:fs'
import ts from 'typescript'

export interface Member {
  name: string
  type: string
  text: string
}

/** The members of an interface as they are written, each with its docstring. */
export function membersOf(file: string, name: string): Member[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const found = source.statements.find(
    (node): node is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(node) && node.name.text === name,
  )
  if (!found) throw new Error(`${file}: has no interface ${name}. Fix: name the interface that documents it.`)
  return found.members.filter(ts.isPropertySignature).map((member) => ({
    name: member.name.getText(),
    type: member.type?.getText() ?? 'unknown',
    text: ts
      .getJSDocCommentsAndTags(member)
      .map((comment) => ts.getTextOfJSDocComment(comment.comment) ?? '')
      .join(' '),
  }))
}

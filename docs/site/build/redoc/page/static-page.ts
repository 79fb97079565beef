import { type Document, hooksOf, operationsOf, type Tag } from '../../document.ts'
import { sectionAnchor } from '../notes/provider-sections.ts'
import { operationAnchor } from '../operation-anchor.ts'
import { escaped, inline, markdown } from './html.ts'
import { StaticFields } from './static-fields.ts'
import { staticOperation, verb } from './static-operation.ts'

/** What a provider's page shows before Redoc has come, and wherever it does not come: everything, without what folds. */
export function staticPage(document: Document): string {
  const fields = new StaticFields(document)
  const { title, summary = '', description = '' } = document.info
  const groups = document.tags.map((tag) => {
    const own = [...operationsOf(document), ...hooksOf(document)].filter(({ operation }) => operation.tags[0] === tag.name)
    return { tag, own, operations: own.map((place) => staticOperation(document, fields, place)) }
  })
  const menu = groups.map(({ tag, own }) => {
    const links = own.map(
      ({ method, operation }) =>
        `<li><a href="${operationAnchor(operation)}">${escaped(operation.summary)} ${verb(method)}</a></li>`,
    )
    return `<li><a href="${sectionAnchor(tag)}">${escaped(tag.name)}</a>${links.length > 0 ? `<ul>${links.join('')}</ul>` : ''}</li>`
  })
  return `<nav class="ref-menu" aria-label="On this page"><ul>${menu.join('')}</ul></nav><main class="ref-main"><section><div class="ref-text"><h1>${escaped(title)}</h1><p>${inline(summary)}</p>${markdown(description)}</div></section>${groups.map(({ tag, operations }) => section(tag, operations)).join('')}</main>`
}

function section(tag: Tag, operations: readonly string[]): string {
  const anchor = sectionAnchor(tag)
  return `<section id="${anchor.slice(1)}"><div class="ref-text"><h2 id="${anchor.slice(2)}">${escaped(tag.name)}</h2>${markdown(tag.description ?? '')}</div>${operations.join('')}</section>`
}

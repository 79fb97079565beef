import { type Document, hooksOf, operationsOf, parametersOf } from '../document.ts'
import { recordsOf } from '../search/records.ts'

/** The operations, parameters and fields of a provider, as one Markdown document. */
export function providerMarkdown(name: string, document: Document): string {
  const records = recordsOf(document)
  const operations = [...operationsOf(document)].map(({ method, path, operation }) => {
    const parameters = parametersOf(document, path, operation).map(
      (parameter) =>
        `- \`${parameter.name}\` (${parameter.in}${parameter.required ? ', required' : ''})${said(parameter.description)}`,
    )
    return [
      `## ${operation.summary}`,
      `\`${method} ${path}\`, \`${operation.operationId}\``,
      operation.description.trim(),
      ...(parameters.length > 0 ? ['Parameters:', parameters.join('\n')] : []),
    ].join('\n\n')
  })
  const hooks = [...hooksOf(document)].map(
    ({ path, operation }) => `- \`${path}\`: ${operation.summary}.${said(operation.description).slice(1)}`,
  )
  const fields = records
    .filter(({ kind }) => kind === 'field')
    .map(({ title, words, where, text }) => `- \`${words}.${title}\` (${where})${said(text)}`)
  return [
    `# ${name}: operations`,
    document.info.description?.trim() ?? '',
    `Base URL: ${document.servers[0]!.url}`,
    ...operations,
    ...(hooks.length > 0 ? ['## Web hooks', 'What the platform sends, by the names of the events.', hooks.join('\n')] : []),
    '## Fields',
    'Each with the schema that it is written in, and the operations that send or take it.',
    fields.join('\n'),
  ].join('\n\n')
}

const said = (text = '') => (text.trim() === '' ? '' : `: ${text.trim().replaceAll(/\s+/g, ' ')}`)

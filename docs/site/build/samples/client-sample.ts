import { capitalize } from '../../../../scripts/src/capitalize.ts'
import type { Document } from '../document.ts'
import { keysComment } from './keys-comment.ts'
import { literal } from './literal.ts'
import type { Json, SampleRequest } from './sample-request.ts'

/** The operation with the provider's own client: whole lists by `paginate`, anything else by its method. */
export function clientSample(id: string, document: Document, request: SampleRequest): string {
  const create = `create${capitalize(id)}`
  const isPaged = request.operation['x-speakeasy-pagination'] !== undefined
  return [
    `import { ${create} } from '@callspec/${id}'`,
    '',
    keysComment(document),
    `const client = ${create}()`,
    ...(isPaged
      ? [`for await (const row of client.paginate(${args(request)})) {`, '  console.log(row)', '}']
      : [
          `const { data, response } = await client.${request.method}(${args(request)})`,
          // biome-ignore lint/suspicious/noTemplateCurlyInString: the sample has the template.
          'if (!response.ok) throw new Error(`HTTP ${response.status}`)',
          'console.log(data)',
        ]),
    '',
  ].join('\n')
}

function args({ path, pathValues, queryValues, body }: SampleRequest): string {
  const params = {
    ...(Object.keys(pathValues).length > 0 && { path: pathValues }),
    ...(Object.keys(queryValues).length > 0 && { query: queryValues }),
  }
  const init: Record<string, Json> = { ...(Object.keys(params).length > 0 && { params }), ...(body !== undefined && { body }) }
  return [literal(path), ...(Object.keys(init).length > 0 ? [literal(init)] : [])].join(', ')
}

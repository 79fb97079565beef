import { providers } from '../../../../packages/all/dist/index.js'
import type { Document } from '../document.ts'
import { keysComment } from './keys-comment.ts'
import { literal } from './literal.ts'
import type { SampleRequest } from './sample-request.ts'

/** The same through the call log, for the two operations that it uses: the list and the single call. */
export function logSample(id: string, document: Document, request: SampleRequest): string | undefined {
  const { definition } = providers[id as keyof typeof providers] // The registry is generated from the specs.
  const isList = request.path === definition.list && request.operation['x-speakeasy-pagination'] !== undefined
  const isGet = request.path === definition.get?.path && request.method === 'GET'
  if (!isList && !isGet) return undefined
  return [
    "import { callLog } from 'callspec'",
    `import { ${id} } from '@callspec/${id}'`,
    '',
    keysComment(document),
    `const log = callLog([${id}()])`,
    ...(isList
      ? [
          "for await (const call of log.list({ since: '2026-11-01' })) {",
          '  console.log(call.occurredAt, call.status, call.customerNumber)',
          '}',
        ]
      : [
          // The log takes every id as a text, even if the platform uses numbers.
          `const call = await log.get('${id}', ${literal(String(Object.values(request.pathValues)[0]))})`,
          'console.log(call.status, call.durationSeconds)',
        ]),
    '',
  ].join('\n')
}

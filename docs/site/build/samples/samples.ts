import { providers, readSpec } from '../../../../scripts/src/specs.ts'
import { type CodeSample, type Document, operationsOf } from '../document.ts'
import { clientSample } from './client-sample.ts'
import { curlSample } from './curl-sample.ts'
import { logSample } from './log-sample.ts'
import { sampleRequest } from './sample-request.ts'

export interface OperationSamples {
  id: string
  /** Method and path. */
  key: string
  operationId: string
  samples: CodeSample[]
}

/** Every operation of every provider with its code samples, in the order of the specs. Redoc shows those with the labels in src/redoc/take-over.js. */
export function samples(): OperationSamples[] {
  return providers().flatMap((id) => {
    // `Spec` names only what the other scripts read of the same document.
    const document = readSpec(id) as unknown as Document
    return [...operationsOf(document)].map(({ method, path, operation }) => {
      const request = sampleRequest(document, method, path, operation)
      const throughLog = logSample(id, document, request)
      return {
        id,
        key: `${method} ${path}`,
        operationId: operation.operationId,
        samples: [
          { lang: 'TypeScript', label: 'Client', source: clientSample(id, document, request) },
          ...(throughLog ? [{ lang: 'TypeScript', label: 'Call log', source: throughLog }] : []),
          { lang: 'curl', label: 'curl', source: curlSample(document, request) },
        ],
      }
    })
  })
}

import { type Document, type OperationPlace, parametersOf, resolve, sentBody } from '../../document.ts'
import { operationAnchor } from '../operation-anchor.ts'
import { escaped, inline, markdown } from './html.ts'
import type { StaticFields } from './static-fields.ts'

/** An operation as it reads before Redoc has come: its heading, parameters, fields, samples and an example. */
export function staticOperation(document: Document, fields: StaticFields, { method, path, operation }: OperationPlace): string {
  const anchor = operationAnchor(operation)
  const place = { anchor, title: operation.summary }
  const parameters = parametersOf(document, path, operation)
  const request = operation.requestBody && sentBody(resolve(document, operation.requestBody).content)
  const [status, success] = successOf(document, operation)
  const media = success?.content?.['application/json']
  const sample = operation['x-codeSamples']?.[0]
  // Of a web hook, what is sent is the example, and what is answered has none.
  const isHook = !path.startsWith('/')
  const example = Object.values((isHook ? request : media)?.examples ?? {})[0]
  // What the extensions say is a list below the text; it comes after the parameters, which are in sight then.
  const [text = '', ...notes] = operation.description.split(/\n\n(?=- \*\*)/)
  const parts = [
    ...(parameters.length > 0 ? [`<h4>Parameters</h4>${fields.parameters(parameters)}`] : []),
    ...(request?.schema ? [`<h4>Body</h4>${fields.body(request.schema, place)}`] : []),
    ...notes.map((note) => markdown(note)),
    ...(success
      ? [
          `<h4>Response ${status}</h4><p>${inline(success.description)}</p>${media?.schema ? fields.body(media.schema, place) : ''}`,
        ]
      : []),
  ]
  const shown = example && fields.example(example.value, place)
  const panels = [
    ...(sample ? [panel(`${verb(method)} ${escaped(path)}`, sample.source)] : []),
    ...(example && shown ? [figure(`${isHook ? 'Body' : `Response ${status}`}: ${escaped(example.summary ?? '')}`, shown)] : []),
  ]
  // Redoc's name of the operation, what a browser looks for without a script, and the name that older links use.
  return `<article id="${anchor.slice(1)}"><div class="ref-text" id="operation/${operation.operationId}"><h3 id="${anchor.slice(2)}">${escaped(operation.summary)}</h3><p class="ref-path">${verb(method)} <code>${escaped(path)}</code></p>${markdown(text)}${parts.join('')}</div><div class="ref-panels">${panels.join('')}</div></article>`
}

export const verb = (method: string) => `<b class="ref-verb tag-${method.toLowerCase()}">${method}</b>`

function successOf(document: Document, { responses }: OperationPlace['operation']) {
  const [status, answer] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? []
  return [status, answer && resolve(document, answer)] as const
}

const panel = (head: string, text: string) => figure(head, `<pre>${escaped(text.trim())}</pre>`)

const figure = (head: string, inner: string) => `<figure><figcaption>${head}</figcaption>${inner}</figure>`

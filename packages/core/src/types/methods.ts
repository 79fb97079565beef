import type { RequestOptions } from './fetch-types.js'

/**
 * The types of `GET`, `POST` and the others, with openapi-fetch's arguments and results. Its own types pass each body through mapped types for
 * `readOnly` and `writeOnly`, which turn `string & {}`, the open end of an enum, into an object that is no string, and let misspelt
 * parameters and members pass. Here a body has the generated type.
 */
export type Methods<P> = { readonly [Method in HttpMethod as Uppercase<Method>]: MethodOf<P, Method> } & {
  readonly request: <Method extends HttpMethod, Path extends PathWith<P, Method>, As extends ParseAs = 'json'>(
    method: Method,
    path: Path,
    ...init: InitArgument<OperationInit<OperationAt<P, Path, Method>, As>>
  ) => Promise<OperationAnswer<OperationAt<P, Path, Method>, As>>
}

type HttpMethod = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace'

type MethodOf<P, Method extends HttpMethod> = <Path extends PathWith<P, Method>, As extends ParseAs = 'json'>(
  path: Path,
  ...init: InitArgument<OperationInit<OperationAt<P, Path, Method>, As>>
) => Promise<OperationAnswer<OperationAt<P, Path, Method>, As>>

/** The operation of a path and a method. Inferred, because indexing makes the compiler compute every operation. */
export type OperationAt<P, Path extends keyof P, Method extends string> =
  P[Path] extends Record<Method, infer Operation> ? Operation : never

type PathWith<P, Method extends HttpMethod> = {
  [Path in keyof P]: P[Path] extends { [Key in Method]: unknown } ? Path : never
}[keyof P]

export type InitArgument<Init> = object extends Init ? [init?: Init] : [init: Init]

type ParseAs = 'json' | 'text' | 'blob' | 'arrayBuffer' | 'stream'

/** The options of an operation's request. */
export type OperationInit<Operation, As extends ParseAs = 'json'> = RequestOptions<QueryOf<Operation>, BodyOf<Operation>> &
  ParametersInit<Operation> &
  BodyInit<Operation> & { parseAs?: As }

export type ParametersInit<Operation> = Operation extends { parameters: infer Parameters }
  ? object extends Parameters
    ? { params?: Parameters }
    : { params: Parameters }
  : { params?: { query?: Record<string, unknown> } }

type QueryOf<Operation> = Operation extends { parameters: { query?: infer Query } } ? NonNullable<Query> : Record<string, unknown>

type BodyOf<Operation> = NonNullable<BodyInit<Operation>['body']>

export type BodyInit<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? { body: Content[keyof Content] }
  : Operation extends { requestBody?: infer Body }
    ? { body?: Body extends { content: infer Content } ? Content[keyof Content] : never }
    : { body?: never }

/** The result of an operation's request. */
export type OperationAnswer<Operation, As extends ParseAs = 'json'> =
  | { data: Parsed<Answers<Operation, true>, As>; error?: never; response: Response }
  | { data?: never; error: Answers<Operation, false>; response: Response }

type Ok = 200 | 201 | 202 | 203 | 204 | 205 | 206 | '2XX'

/** The bodies of documented successes, or of all other responses. */
type Answers<Operation, Success extends boolean> = Operation extends { responses: infer Responses }
  ? {
      [Status in keyof Responses as Status extends Ok
        ? Success extends true
          ? Status
          : never
        : Success extends true
          ? never
          : Status]: Responses[Status] extends { content: infer Content } ? Content[keyof Content] : undefined
    } extends infer Bodies
    ? Bodies[keyof Bodies]
    : never
  : unknown

type Parsed<Body, As extends ParseAs> = {
  json: Body
  text: string
  blob: Blob
  arrayBuffer: ArrayBuffer
  stream: ReadableStream<Uint8Array> | null
}[As]

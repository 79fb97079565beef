import type { ClientDescriptor, Path as MemberPath } from '../descriptor.js'
import type { Paginator } from '../paging/paginate.js'
import type { BodyInit, InitArgument, OperationAt, ParametersInit } from './methods.js'

type Operations<D extends ClientDescriptor> = D['operations']

/** Keys of the paged operations: `GET /calls`. */
type PagedKey<D extends ClientDescriptor> = {
  [Key in keyof Operations<D> & string]: Operations<D>[Key] extends { readonly pagination: object } ? Key : never
}[keyof Operations<D> & string]

/** Paths that `paginate` takes. */
export type PagedPath<D extends ClientDescriptor> = PagedKey<D> extends `${string} ${infer Path}` ? Path : never

type KeyOf<D extends ClientDescriptor, Path extends string> = Extract<PagedKey<D>, `${string} ${Path}`>
type MethodOf<Key extends string> = Key extends `${infer Method} ${string}` ? Lowercase<Method> : never

type OperationOf<P, D extends ClientDescriptor, Path extends string> = Path extends keyof P
  ? OperationAt<P, Path, MethodOf<KeyOf<D, Path>>>
  : never

/** The type at a path of names; union members without a name are dropped. */
type At<T, Names> = Names extends readonly [infer Name, ...infer Rest]
  ? T extends unknown
    ? Name extends keyof T
      ? At<NonNullable<T[Name]>, Rest>
      : never
    : never
  : T

type Body<Operation> = Operation extends { responses: { 200: { content: { 'application/json': infer Answer } } } }
  ? Answer
  : never

type ItemsPath<D extends ClientDescriptor, Path extends string> = Operations<D>[KeyOf<D, Path>] extends {
  readonly pagination: { readonly items: infer Items extends MemberPath }
}
  ? Items
  : never

/** The row type of a paged operation, from the spec. */
export type ItemOf<P, D extends ClientDescriptor, Path extends string> =
  At<Body<OperationOf<P, D, Path>>, ItemsPath<D, Path>> extends infer Items
    ? Items extends readonly (infer Item)[]
      ? Item
      : never
    : never

type Init<Operation> = ParametersInit<Operation> &
  BodyInit<Operation> & {
    signal?: AbortSignal | undefined
    /** `token` of an earlier page of the same operation. */
    token?: string | undefined
  }

/** Excludes the input that asks for a single row instead of a list, which has no pages. */
type NoSingle<D extends ClientDescriptor, Path extends string> = Operations<D>[KeyOf<D, Path>] extends {
  readonly pagination: { readonly single: infer Name extends string }
}
  ? { params?: { query?: { [Input in Name]?: false } } }
  : unknown

export type Paginate<P, D extends ClientDescriptor> = <Path extends PagedPath<D>>(
  path: Path,
  ...init: InitArgument<Init<OperationOf<P, D, Path>> & NoSingle<D, Path>>
) => Paginator<ItemOf<P, D, Path>>

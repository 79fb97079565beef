/** Names of what an operation takes from a source: not what callspec sends itself for paging and order. `of` carries the types alone. */
export interface InputNames<Operation = unknown> {
  /** Of the path of a list that wants a parent. */
  readonly path?: readonly string[]
  readonly query?: readonly string[]
  readonly body?: readonly string[]
  readonly of?: Operation
}

/** The operations of which a source may pass inputs. */
export interface Takes {
  readonly list?: InputNames
  readonly get?: InputNames
}

type PathOf<Names> =
  Names extends InputNames<{ parameters: { path: infer Path } }> ? { [Name in keyof Path]?: Path[Name] | undefined } : never
type QueryOf<Names> = Names extends InputNames<{ parameters: { query?: infer Query } }> ? Query : never
type BodyOf<Names> =
  Names extends InputNames<{ requestBody?: { content: { 'application/json': infer Body } } }> ? Partial<Body> : never

/**
 * Inputs of a provider's own API, by its own names, that every request of a source sends: what it can filter and the unified query
 * cannot, or what a single call has beside its parts. What a query sends always wins.
 */
export interface SourceInputs<T extends Takes = Takes> {
  /** Parameters of the path of the list: the one parent, such as an agent, whose calls the source has. */
  path?: PathOf<T['list']>
  /** Query parameters of the list. */
  query?: Partial<QueryOf<T['list']>>
  /** Members of the body of the list's request. */
  body?: BodyOf<T['list']>
  /** Of the request for a single call. */
  get?: { query?: QueryOf<T['get']> }
}

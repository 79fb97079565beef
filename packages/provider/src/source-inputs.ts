import { CallspecError, pagedOperation } from '@callspec/core'
import type { AnyDefinition } from './definition.js'
import type { Inputs } from './inputs.js'

/** Names of what an operation takes. `of` is never there: it carries the types of the operation. */
export interface InputNames<Operation = unknown> {
  readonly query?: readonly string[]
  readonly body?: readonly string[]
  readonly of?: Operation
}

/** The operations of which a source may pass inputs. */
export interface Takes {
  readonly list?: InputNames
  readonly get?: InputNames
}

type QueryOf<Names> = Names extends InputNames<{ parameters: { query?: infer Query } }> ? Query : never
type BodyOf<Names> =
  Names extends InputNames<{ requestBody?: { content: { 'application/json': infer Body } } }> ? Partial<Body> : never

/**
 * Inputs of a provider's own API, by its own names, that every request of a source sends: what it can filter and the unified query
 * cannot, or what a single call has beside its parts. What a query sends always wins.
 */
export interface SourceInputs<T extends Takes = Takes> {
  /** Query parameters of the list. */
  query?: QueryOf<T['list']>
  /** Members of the body of the list's request. */
  body?: BodyOf<T['list']>
  /** Of the request for a single call. */
  get?: { query?: QueryOf<T['get']> }
}

/** Inputs of the list that callspec sends itself: for paging and for the order. */
export function ownInputs({ descriptor, list }: AnyDefinition): (string | undefined)[] {
  const { input, sizeInput, single, order } = pagedOperation(descriptor, list).pagination
  return [input, sizeInput, single, ...Object.values(order.askedBy ?? {}).flatMap((asked) => Object.keys(asked ?? {}))]
}

/** @throws CallspecError `invalid-configuration` for an input that the operation does not take, or that callspec sends itself */
export function checkInputs(definition: AnyDefinition, inputs: Inputs & { get?: Inputs | undefined }): void {
  const { descriptor, takes = {} } = definition
  const own = ownInputs(definition)
  const check = (given: object = {}, names: readonly string[] = []) => {
    for (const name of Object.keys(given)) {
      const isKnown = names.includes(name)
      if (isKnown && !own.includes(name)) continue
      const known = names.filter((each) => !own.includes(each)).join(', ') || 'none'
      throw new CallspecError(
        `Invalid input "${name}" of ${descriptor.id}: ${isKnown ? 'callspec sends it itself' : 'there is none of that name'}. Known: ${known}.`,
        { code: 'invalid-configuration', provider: descriptor.id },
      )
    }
  }
  check(inputs.query, takes.list?.query)
  check(inputs.body, takes.list?.body)
  check(inputs.get?.query, takes.get?.query)
}

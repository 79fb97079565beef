import { CallspecError } from '@callspec/core'
import type { AnyDefinition } from './definition.js'
import type { Inputs } from './inputs.js'

/** @throws CallspecError `invalid-configuration` for an input that the operation does not take, or that callspec sends itself */
export function checkInputs(
  { descriptor: { id }, takes = {} }: AnyDefinition,
  inputs: Inputs & { get?: Inputs | undefined },
): void {
  const check = (given: object = {}, names: readonly string[] = []) => {
    const unknown = Object.keys(given).find((name) => !names.includes(name))
    if (unknown === undefined) return
    const text = `Unknown input "${unknown}" of ${id}; paging and order are sent anyway. Known: ${names.join(', ') || 'none'}.`
    throw new CallspecError(text, { code: 'invalid-configuration', provider: id })
  }
  check(inputs, [...(takes.list?.path ? ['path'] : []), 'query', 'body', 'get'])
  check(inputs.path, takes.list?.path)
  check(inputs.query, takes.list?.query)
  check(inputs.body, takes.list?.body)
  check(inputs.get?.query, takes.get?.query)
}

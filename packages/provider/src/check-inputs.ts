import { CallspecError, pagedOperation } from '@callspec/core'
import type { AnyDefinition } from './definition.js'
import type { Inputs } from './inputs.js'

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

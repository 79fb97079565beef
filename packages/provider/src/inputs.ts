import type { ClientDescriptor, SendInit } from '@callspec/core'

/** Inputs of a list request, by where the platform takes them. */
export interface Inputs {
  /** Of a list that wants a parent in its path. */
  path?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: Record<string, unknown>
}

const PLACES = ['path', 'query', 'body'] as const

/**
 * Both inputs merged, the second over the first; objects and lists are merged too, so that two filters can share `filter_criteria`
 * and two parts `include`.
 */
export function mergeInputs(one: Inputs, other: Inputs): Inputs {
  const merged: Inputs = {}
  for (const place of PLACES) if (one[place] || other[place]) merged[place] = mergeObjects(one[place], other[place])
  return merged
}

function mergeObjects(one: Record<string, unknown> = {}, other: Record<string, unknown> = {}): Record<string, unknown> {
  const joined = Object.entries(other).map(([key, value]) => {
    const before = Object.hasOwn(one, key) ? one[key] : undefined
    // One value stands for a list of one.
    if (before && Array.isArray(value)) return [key, [...new Set([before, value].flat())]]
    return [key, isPlain(before) && isPlain(value) ? { ...before, ...value } : value]
  })
  // Spread, not assigned, so that a member named `__proto__` is an ordinary member.
  return { ...one, ...Object.fromEntries(joined) }
}

/** Names of the wire inputs. */
export const inputNames = (inputs: Inputs | undefined): string[] => inputEntries(inputs).map(([name]) => name)

/**
 * The wire inputs with their names, their values, and where they stand. The members of an object in the body are inputs of their own,
 * so that each filter of `filter_criteria` is one, also where it is an object itself.
 */
export const inputEntries = (inputs: Inputs = {}): [name: string, value: unknown, place: string][] =>
  PLACES.flatMap((place) =>
    Object.entries(inputs[place] ?? {}).flatMap(([name, value]): [string, unknown, string][] =>
      place === 'body' && isPlain(value)
        ? Object.entries(value).map(([inner, own]) => [inner, own, `body.${name}.${inner}`])
        : [[name, value, `${place}.${name}`]],
    ),
  )

export const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Inputs as `readPage` takes them. */
export const toInit = ({ body, ...params }: Inputs): Pick<SendInit, 'params' | 'body'> => ({ params, body })

/** Parameters of the request for a single call; `own`: those of the source. */
export const getParams = (
  { descriptor, get }: { descriptor: ClientDescriptor; get?: { path: string; inputs?: Inputs } },
  id: string,
  own: Inputs = {},
) => ({
  path: { [idParameter(descriptor, get?.path ?? '')]: id },
  query: mergeInputs(own, get?.inputs ?? {}).query ?? {},
})

/** The parameter of a GET's path that takes the call's id: the one that no credential fills. */
export function idParameter({ operations }: ClientDescriptor, path: string): string {
  const filled = operations[`GET ${path}`]?.filled?.path
  // Every second piece is a name.
  return path.split(/[{}]/).find((name, at) => at % 2 === 1 && filled?.[name] === undefined) ?? 'id'
}

import type { Filled } from '../descriptor.js'
import type { WrittenRequest } from './serialize.js'

/** The parameters that the account's credentials fill, unless they are passed. */
export const fillParameters = (place: keyof Filled, { descriptor, operation, ids }: WrittenRequest) =>
  Object.fromEntries(
    Object.entries(descriptor.operations[operation]?.filled?.[place] ?? {}).map(([parameter, name]) => [parameter, ids[name]]),
  )

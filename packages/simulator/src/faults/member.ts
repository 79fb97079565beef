import type { Path } from '../define-simulator.js'
import { isObject } from '../server/json-body.js'

/** The member at a path, or the element of that place of an array; undefined if there is none. */
export function memberAt(body: unknown, path: Path): unknown {
  const [name, ...rest] = path
  if (name === undefined) return body
  if (Array.isArray(body)) return memberAt(body[Number(name)], rest)
  return isObject(body) && Object.hasOwn(body, name) ? memberAt(body[name], rest) : undefined
}

/** A copy of a response with the member at a path replaced; the same response if there is no such member. */
export function replaceMember(body: unknown, path: Path, value: unknown): unknown {
  const [name, ...rest] = path
  if (name === undefined) return value
  if (Array.isArray(body)) return body.map((each, place) => (String(place) === name ? replaceMember(each, rest, value) : each))
  if (!isObject(body) || !Object.hasOwn(body, name)) return body
  return { ...body, [name]: replaceMember(body[name], rest, value) }
}

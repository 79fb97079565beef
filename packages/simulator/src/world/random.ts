// Every value of call i is a hash of (seed, i, which value), so no call is ever stored: a million calls cost nothing until they are read, and the
// same seed gives the same data on every machine.

/** What a draw decides. The numbers only have to differ; changing one changes the data of every seed. */
export const streams = {
  jitter: 1,
  twin: 2,
  start: 3,
  noStart: 4,
  duration: 5,
  hangUp: 6,
  late: 7,
  kind: 8,
  status: 9,
  agent: 10,
  campaign: 11,
  customer: 12,
  testing: 13,
  reason: 14,
  recording: 15,
  answered: 16,
  cost: 17,
  topic: 18,
  shuffle: 19,
  identity: 20,
  // An id uses this stream and the next two.
  alter: 23,
  // How late a part is: one stream per part from here on.
  parts: 24,
  signature: 40,
  // One stream per file of a recording from here on.
  audio: 50,
  // One stream per fault rule from here on.
  fault: 100,
} as const

/** A uint32 that depends only on its three arguments. */
export function draw(seed: number, index: number, stream: number): number {
  return mix(mix(Math.imul(index + 1, 0x9e3779b1) ^ seed) ^ Math.imul(stream, 0x85ebca6b))
}

/** The seed of one platform among several, made from its name, so that adding a platform changes no draw. */
export function seedOf(seed: number, name: string): number {
  let own = seed
  for (const letter of name) own = mix(Math.imul(own, 31) ^ letter.charCodeAt(0))
  return own
}

// The finaliser of MurmurHash3: each bit of the input changes half of the bits of the output.
function mix(value: number): number {
  let hash = value ^ (value >>> 16)
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** The drawn element; all are equally likely. */
export function pick<Value>(values: readonly Value[], drawn: number): Value {
  const value = values[drawn % values.length]
  if (value === undefined) throw new Error('pick: no values to pick from. Pass at least one.')
  return value
}

import { cutText } from './cut-text.js'
import { sizeOf } from './size.js'
import { told } from './told.js'

const STEPS = [500, 200, 80, 30, 10] as const

/** A value whose texts are cut until it fits; what stands at `kept` stays whole. `null`: it does not fit even so. */
export function shrink<Value extends object>(value: Value, mostBytes: number, kept: readonly (keyof Value)[]): Value | null {
  const whole = Object.fromEntries(kept.flatMap((name) => (value[name] === undefined ? [] : [[name, value[name]]])))
  for (const most of STEPS) {
    // The same members as before, with shorter texts.
    const small = { ...(told(value, (text) => cutText(text, most)) as Value), ...whole }
    if (sizeOf(small) <= mostBytes) return small
  }
  return null
}

import type { Json } from './sample-request.ts'

const WIDTH = 60

/** A value as TypeScript writes it: on one line if it fits. */
export function literal(value: Json, indent = ''): string {
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&')}'`
  if (typeof value !== 'object') return String(value)
  const [open, close, space] = Array.isArray(value) ? ['[', ']', ''] : ['{', '}', ' ']
  const flat = parts(value, '').join(', ')
  if (flat === '') return `${open}${close}`
  if (flat.length <= WIDTH && !flat.includes('\n')) return `${open}${space}${flat}${space}${close}`
  const inner = `${indent}  `
  const lines = parts(value, inner).map((part) => `${inner}${part},\n`)
  return `${open}\n${lines.join('')}${indent}${close}`
}

function parts(value: Json[] | { [name: string]: Json }, indent: string): string[] {
  if (Array.isArray(value)) return value.map((item) => literal(item, indent))
  return Object.entries(value).map(
    ([name, item]) => `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`}: ${literal(item, indent)}`,
  )
}

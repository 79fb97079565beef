import { UsageError } from '../usage-error.js'
import { EXAMPLE_VARIABLE } from './example-source.js'

export interface Expansion {
  document: unknown
  /** Variable → its value, so that messages can be masked. */
  used: ReadonlyMap<string, string>
}

/** Replaces every `${NAME}` in a document's strings by that environment variable. `file` names the document in errors. */
export function expand(document: unknown, file: string, environment: NodeJS.ProcessEnv): Expansion {
  const used = new Map<string, string>()

  function expandText(text: string, place: string): string {
    return text.replace(/\$\{([^}]*)(\}?)/g, (_, name: string, end: string) => {
      if (end === '' || !/^[A-Za-z_]\w*$/.test(name)) {
        throw new UsageError(
          `${file}: ${place}: "\${" without a variable's name and "}" after it. Write it like "\${${EXAMPLE_VARIABLE}}".`,
        )
      }
      const value = environment[name]
      if (!value)
        throw new UsageError(`${file}: ${place}: the environment variable ${name} is not set. Set it, or write another one.`)
      used.set(name, value)
      return value
    })
  }

  function visit(value: unknown, place: string): unknown {
    if (typeof value === 'string') return expandText(value, place)
    if (Array.isArray(value)) return value.map((item, index) => visit(item, `${place}[${index}]`))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, visit(item, place === '' ? key : `${place}.${key}`)]),
    )
  }

  return { document: visit(document, ''), used }
}

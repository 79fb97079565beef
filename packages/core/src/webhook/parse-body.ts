import { refused } from './refused.js'

/** A body as an object: JSON or, where the platform sends forms, a form. */
export function parseBody(provider: string, body: string | Uint8Array | object, forms = false): object {
  if (typeof body === 'object' && !ArrayBuffer.isView(body)) return asObject(provider, body)
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  if (forms && !/^\s*[{[]/.test(text)) return formOf(text)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // What it throws repeats a piece of the text.
    throw refused(
      provider,
      'invalid-request',
      `the ${text.length} characters of the body are no JSON. Refuse it; a body that is cut short looks like that.`,
    )
  }
  return asObject(provider, value)
}

function asObject(provider: string, value: unknown): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  const type = Array.isArray(value) ? 'an array' : value === null ? 'null' : `a ${typeof value}`
  throw refused(provider, 'invalid-request', `the body is ${type} in place of an object. Refuse it.`)
}

/** Each name with its value, or with all of them. */
function formOf(text: string): object {
  const form = new URLSearchParams(text)
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name)
      return [name, values.length === 1 ? values[0] : values]
    }),
  )
}

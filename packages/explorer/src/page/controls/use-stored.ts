import { useCallback, useState } from 'preact/hooks'

/** State that the browser keeps for this page. What it kept and `read` refuses, by `null`, counts as nothing. */
export function useStored<Value>(
  name: string,
  start: Value,
  read: (stored: unknown) => Value | null,
): [Value, (value: Value) => void] {
  const [value, setValue] = useState(() => stored(name, read) ?? start)
  const store = useCallback(
    (next: Value) => {
      setValue(next)
      try {
        localStorage.setItem(`callspec.${name}`, JSON.stringify(next))
      } catch {
        // A browser that keeps nothing shows it all the same until the page is closed.
      }
    },
    [name],
  )
  return [value, store]
}

function stored<Value>(name: string, read: (stored: unknown) => Value | null): Value | null {
  try {
    return read(JSON.parse(localStorage.getItem(`callspec.${name}`) ?? 'null'))
  } catch {
    return null
  }
}

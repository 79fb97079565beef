import type { ComponentChildren } from 'preact'

/** Something that went wrong, said at once to those who listen as well. */
export function Notice({ children }: { children: ComponentChildren }) {
  return (
    <div class="notice failed" role="alert">
      {children}
    </div>
  )
}

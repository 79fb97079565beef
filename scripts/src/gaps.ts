import { read, walk } from './files.ts'

/** What `pnpm new-provider` left to fill in: `file:line: what to write there`, one per remaining mark. */
export function gaps(base: string): string[] {
  return ['specs', 'packages', '.changeset'].flatMap((folder) =>
    walk(base, folder)
      .filter((path) => !/\/generated\/|^packages\/\w+\/openapi.yaml$/.test(path))
      .flatMap((path) =>
        (read(base, path) ?? '').split('\n').flatMap((line, index) => {
          const [, what] = /FILL IN: (.*?)(?:["']?,?| \*\/)$/.exec(line) ?? []
          return what === undefined ? [] : [`${path}:${index + 1}: to fill in: ${what}`]
        }),
      ),
  )
}

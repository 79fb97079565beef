export interface LogLine {
  /** `package#task`, or '' where the log does not say. */
  task: string
  text: string
}

/** The lines of a log of turbo or of vitest alone, without colours and without what turbo begins them with. */
export function logLines(log: string): LogLine[] {
  return log
    .replaceAll(ANSI, '')
    .split(/\r?\n/)
    .map((line) => {
      // turbo starts a line with `package:task: `; vitest alone, or turbo within GitHub Actions, does not.
      const [prefix, name, kind] = /^(\S+):(\w+): /.exec(line) ?? ['']
      return { task: name ? `${name}#${kind}` : '', text: line.slice(prefix.length) }
    })
}

/** `package#task` in turbo's line that a task failed. */
export const failedTask = (text: string): string | undefined => /^(\S+#\w+): +ERROR +command /.exec(text)?.[1]

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences of colours begin with one.
const ANSI = /\u001b\[[0-9;]*[A-Za-z]/g

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Text as code. */
export const code = (text: string) => `\`${text}\``

const cell = (text: string) => text.replace(/\s+/g, ' ').trim().replaceAll('|', '\\|')

/** Replaces the text between `<!-- name -->` and `<!-- /name -->`. Throws if the markers are missing. */
export function replaceBlock(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [text.indexOf(start), text.indexOf(end)]
  if (from < 0 || to < from)
    throw new Error(`The markers of ${name} are missing. Fix: write ${start} and ${end} where the block belongs.`)
  return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`
}

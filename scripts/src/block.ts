/** A text with what stands between `<!-- name -->` and `<!-- /name -->` replaced. Throws where the markers are missing. */
export function replaceBlock(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [text.indexOf(start), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`There is no place for ${name}. Fix: write ${start} and ${end} where it belongs.`)
  return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`
}

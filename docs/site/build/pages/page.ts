/** One page of the site, in Markdown. */
export interface Page {
  /** Its file, from the root of the repository: what links of other files name it by. */
  source: string
  /** Its address on the site; `''` is the index. */
  slug: string
  title: string
  /** Without the title. */
  body: string
  /** In the navigation, where that is not the title. */
  label?: string
  /** What else the site generator is told of the page. */
  frontmatter?: Record<string, unknown>
}

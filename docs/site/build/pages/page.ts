/** One page of the site, in Markdown. */
export interface Page {
  /** Its file, relative to the root: links in other files point at it. */
  source: string
  /** Its address on the site; `''` is the index. */
  slug: string
  title: string
  /** Without the title. */
  body: string
  /** In the navigation, if it is not the title. */
  label?: string
  /** Elements of its head, as the site generator takes them. */
  head?: object[]
  /** Other settings for the site generator. */
  frontmatter?: Record<string, unknown>
}

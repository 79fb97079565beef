import type { Page } from './page.ts'

/** What a host shows for an address without a page. It is shown at any depth, so its links begin at the root. */
export const missingPage: Page = {
  source: '404',
  slug: '404',
  title: 'There is no such page',
  body: [
    'It may have moved, or the address has a typo. <kbd>Ctrl</kbd> <kbd>K</kbd> searches every guide, operation, parameter and field.',
    [
      '<ul>',
      '<li><a href="/">The front page</a>: what callspec is, and what to type</li>',
      '<li><a href="/guides/">Guides</a></li>',
      '<li><a href="/platforms/">Providers</a>, side by side</li>',
      '<li><a href="/call/">The call and the query</a></li>',
      '</ul>',
    ].join('\n'),
  ].join('\n\n'),
  frontmatter: { template: 'splash', tableOfContents: false, pagefind: false },
}

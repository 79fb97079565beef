import { readFileSync } from 'node:fs'
import starlight from '@astrojs/starlight'
import { defineConfig } from 'astro/config'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

/** The colours of a terminal, each with a contrast of 4.5:1 and more on the ground of code. */
const TERMINAL = {
  light: { Red: '#b00030', Green: '#0b6b36', Yellow: '#7a4f00', Cyan: '#0a6370', BrightBlack: '#646672' },
  dark: { Red: '#fa9bb5', Green: '#68cc97', Yellow: '#e0a663', Cyan: '#5ccfe6', BrightBlack: '#a5a7b4' },
}

export default defineConfig({
  outDir: '../../site',
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  integrations: [
    starlight({
      title: 'callspec',
      description: 'One typed call log over every voice-AI platform, made from OpenAPI specs.',
      social: [{ icon: 'github', label: 'GitHub', href: JSON.parse(read('.generated/shell.json')).repository }],
      sidebar: JSON.parse(read('.generated/sidebar.json')),
      head: [
        { tag: 'script', content: read('src/scrolling.js') },
        { tag: 'link', attrs: { rel: 'stylesheet', href: '/shell/shell.css' } },
        { tag: 'script', attrs: { type: 'module', src: '/shell/shell.js' } },
      ],
      components: {
        Header: './src/shell/Header.astro',
        PageTitle: './src/shell/PageTitle.astro',
        SkipLink: './src/shell/SkipLink.astro',
      },
      routeMiddleware: './src/shell/route.ts',
      // The whole site has one index, and one dialog over it.
      pagefind: false,
      customCss: ['./src/styles/site.css'],
      expressiveCode: {
        customizeTheme: (theme) => {
          for (const [name, color] of Object.entries(TERMINAL[theme.type])) theme.colors[`terminal.ansi${name}`] = color
        },
      },
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
      credits: false,
    }),
  ],
})

import { readFileSync } from 'node:fs'
import starlight from '@astrojs/starlight'
import { defineConfig } from 'astro/config'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const { repository } = JSON.parse(read('../../package.json'))

export default defineConfig({
  outDir: '../../site',
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  integrations: [
    starlight({
      title: 'callspec',
      description: 'One typed call log over every voice-AI platform, made from OpenAPI specs.',
      social: [{ icon: 'github', label: 'GitHub', href: repository.url.replace(/^git\+|\.git$/g, '') }],
      sidebar: JSON.parse(read('.generated/sidebar.json')),
      head: [{ tag: 'script', content: read('src/scrolling.js') }],
      customCss: ['./src/styles/site.css'],
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
      credits: false,
      disable404Route: true,
    }),
  ],
})

import { capabilities } from '../../../../scripts/src/capabilities.ts'
import { firstSentence } from '../pages/first-sentence.ts'
import { providerOf } from '../pages/head.ts'
import type { Page } from '../pages/page.ts'

/** What a language model should read first, after the proposal at llmstxt.org: every page's Markdown, with a sentence about it. */
export function llmsText(pages: readonly Page[]): string {
  const line = (page: Page) => [`- [${page.title}](/${page.slug}/index.md)`, firstSentence(page)].filter(Boolean).join(': ')
  const under = (folder: string) => pages.filter((page) => page.slug.startsWith(`${folder}/`) && providerOf(page) === undefined)
  const index = pages.find(({ slug }) => slug === '')
  const packages = under('packages')
  return [
    '# callspec',
    `> ${index?.title}. One typed call log over every voice-AI platform, made from OpenAPI specs.`,
    'Every page of this site is also Markdown: add index.md to its address. /llms-full.txt holds them all but the generated reference.',
    section('Start', pages.filter(({ slug }) => slug === 'call' || slug === 'platforms').map(line)),
    section('Guides', under('guides').map(line)),
    section('Providers', capabilities.map(providerLine)),
    section('Packages', packages.filter(({ slug }) => slug.split('/').length === 2).map(line)),
    section('Reference', packages.filter(({ slug }) => slug.split('/').length > 2).map(line)),
    section('Optional', [...under('decisions'), ...under('project')].map(line)),
  ].join('\n\n')
}

const section = (name: string, lines: readonly string[]) => `## ${name}\n\n${lines.join('\n')}`

const providerLine = ({ id, name }: { id: string; name: string }) =>
  `- [${name}](/platforms/${id}/index.md): its operations, parameters and fields. [In the call log](/platforms/${id}/exactness/index.md), [its package](/packages/${id}/index.md).`

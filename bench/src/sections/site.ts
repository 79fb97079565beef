import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, CDPSession, Page, Request } from 'playwright-core'
import { operationsOf, parametersOf, resolve } from '../../../docs/site/build/document.ts'
import { operationAnchor } from '../../../docs/site/build/redoc/operation-anchor.ts'
import { readDocument } from '../../../docs/site/build/redoc/read-document.ts'
import { launchChromium } from '../../../scripts/src/chromium.ts'
import { run } from '../../../scripts/src/run.ts'
import { providers, root } from '../../../scripts/src/specs.ts'
import type { Outcome } from '../job.ts'
import type { Recorder } from '../recorder.ts'
import { serveCompressed } from '../site/compressed-server.ts'

const REPETITIONS = 3
/** A slow phone: 1.6 Mbit/s, 150 ms, a quarter of this processor. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 }
const SLOWDOWN = 4
const MOST_MS = 60_000

/** When an operation can be read at its link, with an empty cache: on the site's page, and on the one that Redocly makes of the same spec. */
export async function measureSite(recorder: Recorder): Promise<void> {
  const site = await serveCompressed(join(root, 'site'))
  const plain = await serveCompressed(plainPages())
  const browser = await launchChromium()
  try {
    // The first round starts the browser and compresses the files.
    for (let round = 0; round <= REPETITIONS; round++) {
      for (const id of providers()) {
        const operation = listOf(id)
        const page = await readAt(browser, `${site.url}platforms/${id}/${operation.anchor}`, operation)
        const single = await readAt(browser, `${plain.url}${id}.html${operation.anchor}`, operation)
        if (round === 0) continue
        recorder.addPageBytes(id, page.ownBytes)
        recorder.add(id, 'page', page.outcome)
        recorder.add(id, 'build-docs', single.outcome)
      }
    }
  } finally {
    await browser.close()
    site.close()
    plain.close()
  }
}

interface Wanted {
  anchor: string
  summary: string
  parameter: string
}

/** The list of calls, and the first thing that its request may hold. */
function listOf(id: string): Wanted {
  const document = readDocument(id)
  const found = [...operationsOf(document)].find(({ operation }) => operation.operationId === 'listCalls')!
  const { path, operation } = found
  const body = operation.requestBody && resolve(document, operation.requestBody).content['application/json']?.schema
  const parameter =
    parametersOf(document, path, operation)[0]?.name ?? Object.keys((body && resolve(document, body).properties) ?? {})[0]!
  return { anchor: operationAnchor(operation), summary: operation.summary, parameter }
}

/** What `redocly build-docs` makes of each spec. */
function plainPages(): string {
  const folder = join(root, 'bench/.generated/plain')
  mkdirSync(folder, { recursive: true })
  for (const id of providers()) {
    const cli = join(root, 'node_modules/@redocly/cli/bin/cli.js')
    const { ok, output } = run('node', [
      cli,
      'build-docs',
      join(root, `specs/${id}/openapi.yaml`),
      '--output',
      join(folder, `${id}.html`),
      '--inlineBundle',
    ])
    if (!ok) throw new Error(`redocly build-docs failed:\n${output}`)
  }
  return folder
}

async function readAt(
  browser: Browser,
  url: string,
  { summary, parameter }: Wanted,
): Promise<{ outcome: Outcome; ownBytes: number }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  try {
    const page = await context.newPage()
    const session = await slowDown(context, page)
    const requests: Request[] = []
    page.on('requestfinished', (request) => requests.push(request))
    const script = readFileSync(join(import.meta.dirname, '../site/when-readable.js'), 'utf8')
    await page.addInitScript(`globalThis.wanted = ${JSON.stringify([summary, parameter])};${script}`)
    await page.goto(url, { waitUntil: 'commit', timeout: MOST_MS })
    // The script sets it.
    const readable = await page.waitForFunction(() => (globalThis as { readableAt?: number }).readableAt, undefined, {
      timeout: MOST_MS,
    })
    const wallMs = (await readable.jsonValue())!
    // What follows is only weighed.
    await session.detach()
    await page.locator('#reference').waitFor({ state: 'detached', timeout: MOST_MS })
    // The bundle is shared and stays in the cache.
    const own = requests.filter((request) => !/\/redoc\.[0-9a-f]+\.js$/.test(request.url()))
    const sizes = await Promise.all(own.map((request) => request.sizes()))
    const ownBytes = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0)
    return { outcome: { calls: 1, requests: requests.length, wallMs, cpuMs: 0, peakMb: 0 }, ownBytes }
  } finally {
    await context.close()
  }
}

async function slowDown(context: BrowserContext, page: Page): Promise<CDPSession> {
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', NETWORK)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
  return session
}

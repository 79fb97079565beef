import { afterAll } from 'vitest'
import { serve } from '../build/serve.ts'

/** The built site on loopback, until the tests of the file are done. */
export async function startSite(): Promise<{ url: string }> {
  const site = await serve()
  afterAll(site.close)
  return site
}

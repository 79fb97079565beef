import { startSimulator } from '@callspec/simulator'
import type { Shape } from './job.ts'
import type { List } from './list.ts'
import { openRetellList } from './peers/retell-list.ts'
import { openVapiList } from './peers/vapi-list.ts'

export async function openList(shape: Shape, calls: number): Promise<List> {
  if (shape === 'retell') return openRetellList(calls)
  if (shape === 'vapi') return openVapiList(calls)
  const simulator = await startSimulator(shape, { calls })
  const { origin, pathname } = new URL(simulator.baseUrl)
  return {
    basePath: pathname === '/' ? '' : pathname,
    credentials: simulator.credentials,
    async answer({ method = 'GET', url, headers }, body) {
      // Only what the simulator reads: credentials, in any header, and the body.
      const own = Object.entries(headers).filter(([name]) => name === 'authorization' || name.startsWith('x-'))
      const response = await fetch(`${origin}${url}`, {
        method,
        // A client sends each of these once.
        headers: own as [string, string][],
        ...(body !== '' && { body }),
      })
      if (!response.ok) throw new Error(`${shape} ${url}: ${response.status}. The benchmark asked for a wrong page.`)
      simulator.requests.clear()
      return Buffer.from(await response.arrayBuffer())
    },
  }
}

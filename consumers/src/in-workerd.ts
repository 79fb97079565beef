import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Platforms } from '../project/list-calls.ts'
import { bundle } from './bundle.ts'

const workerd = join(import.meta.dirname, '../runtimes/node_modules/@cloudflare/workerd-linux-64/bin/workerd')

const WORKER = `
import { listCalls } from './compiled/list-calls.js'
export default { fetch: async (request) => Response.json(await listCalls(await request.json())) }
`

// Requests to this machine are allowed, because the platforms run here.
const CONFIG = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      compatibilityDate = "2026-11-01",
      globalOutbound = "loopback",
    )),
    (name = "loopback", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`

/** The results of two concurrent requests to a worker that runs the consumer's program. */
export async function runInWorkerd(strict: string, platforms: Platforms): Promise<unknown[]> {
  const folder = join(strict, 'worker')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'worker.js'), await bundle(WORKER, strict))
  writeFileSync(join(folder, 'config.capnp'), CONFIG)
  const server = spawn(workerd, ['serve', 'config.capnp', '--control-fd=3'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  })
  try {
    const port = await portOf(server.stdio[3] as Readable)
    const ask = async () => {
      const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: JSON.stringify(platforms) })
      const text = await response.text()
      if (!response.ok) throw new Error(`The worker answered ${response.status}: ${text}`)
      return JSON.parse(text)
    }
    return await Promise.all([ask(), ask()])
  } finally {
    server.kill()
  }
}

/** workerd reports its address on its control descriptor. */
async function portOf(control: Readable): Promise<number> {
  const [said] = await once(control, 'data')
  const { port } = JSON.parse(String(said))
  return port
}

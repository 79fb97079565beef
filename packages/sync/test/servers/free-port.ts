import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

// Nobody else asks for these: of the higher ones that systems hand out, one may be gone before the server of a test has it, or while it is down.
const [FIRST, LAST] = [10_000, 20_000]

/** A port of loopback that nobody listens on, and that nobody gets by chance. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST)
    const server = createServer().listen(port, '127.0.0.1')
    const isFree = await once(server, 'listening').then(...ANSWERS)
    if (!isFree) continue
    server.close()
    await once(server, 'close')
    return port
  }
}

const ANSWERS = [() => true, () => false] as const

import type { DrawnFault, ServerExchange } from '../faults/fault-rules.js'
import { send, wait } from './send.js'

/** Responds as the platform does, or as the fault that was drawn. */
export async function respond(fault: DrawnFault | undefined, latencyMs: number, exchange: ServerExchange): Promise<void> {
  const { answer, write, response } = exchange
  const usual = fault ? undefined : write(answer())
  if (latencyMs > 0) await wait(response, latencyMs)
  if (usual) return send(response, usual)
  await fault?.inject(exchange)
}

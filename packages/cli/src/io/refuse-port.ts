import { UsageError } from '../usage-error.js'

/** Rejects with what to do if a server could not listen on its port, or at its address. */
export function refusePort(error: unknown, option = '--port'): never {
  // Errors of a server that cannot listen have a code.
  const { code, port, address, hostname = address } = error as Partial<Record<'code' | 'port' | 'address' | 'hostname', unknown>>
  if (code === 'EADDRINUSE' || code === 'EACCES')
    throw new Error(`Port ${port} is not available (${code}). Pass another ${option}.`)
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL' || code === 'EAI_AGAIN')
    throw new UsageError(
      `Invalid --host: received "${hostname}", which is no address of this machine (${code}). Pass one, like 127.0.0.1 or 0.0.0.0.`,
    )
  throw error
}

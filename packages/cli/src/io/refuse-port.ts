/** Rejects with what to do if a server could not listen on its port. */
export function refusePort(error: unknown, option = '--port'): never {
  // Errors of a server that cannot listen have a code.
  const { code, port } = error as { code?: unknown; port?: unknown }
  if (code === 'EADDRINUSE' || code === 'EACCES')
    throw new Error(`Port ${port} is not available (${code}). Pass another ${option}.`)
  throw error
}

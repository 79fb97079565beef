/** Names that mean this machine, wherever they are looked up. */
const loopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * Whether a `Host` header names the server itself. A page elsewhere whose name was made to lead here (DNS rebinding) sends
 * its own name. `allowed` holds further names, without a port.
 */
export function isOwnHost(host: string | undefined, port: number | undefined, allowed: readonly string[]): boolean {
  const [, name = '', given = '80'] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(host?.toLowerCase() ?? '') ?? []
  // Whoever serves under another name may do so on another port.
  return allowed.some((other) => other.toLowerCase() === name) || (loopback.test(name) && Number(given) === port)
}

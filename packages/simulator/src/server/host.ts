/** Names that always mean this machine. */
const loopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * Whether a `Host` header names the server itself. A foreign page whose name was made to resolve to this machine (DNS rebinding) sends its
 * own name. `allowed`: further names, without a port.
 */
export function isOwnHost(host: string | undefined, port: number | undefined, allowed: readonly string[]): boolean {
  const [, name = '', given = '80'] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(host?.toLowerCase() ?? '') ?? []
  // Another name may also be served on another port.
  return allowed.some((other) => other.toLowerCase() === name) || (loopback.test(name) && Number(given) === port)
}

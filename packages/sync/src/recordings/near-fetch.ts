import { lookup } from 'node:dns/promises'
import { BlockList, isIPv6 } from 'node:net'
import { isLoopback } from '@callspec/core'
import { RecordingError } from './recording-error.js'

/** Networks that nobody reaches from outside: what a platform elsewhere names there is not meant for us. */
const PRIVATE = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv4')
for (const [network, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv6')

/** Whether an address of the network is of this machine or a private network. */
export const isPrivate = (address: string): boolean => PRIVATE.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

/**
 * The runtime's `fetch`, which reaches a private network only where the base URL is of the same host, or of this machine as well: as of simulators and of a
 * company's own platform. `onRefusal`: what the error is that a request was refused with.
 */
export function nearFetch(baseUrl: string, onRefusal: (error: RecordingError) => void): (request: Request) => Promise<Response> {
  const own = new URL(baseUrl).hostname
  return async (request) => {
    const { hostname } = new URL(request.url)
    const isNear = hostname === own || (isLoopback(hostname) && isLoopback(own))
    if (!isNear && (await leadsInside(hostname.replace(/^\[|\]$/g, '')))) {
      const error = new RecordingError('failed', 'The address of the recording, or a redirect, leads into a private network.')
      onRefusal(error)
      throw error
    }
    return fetch(request)
  }
}

async function leadsInside(hostname: string): Promise<boolean> {
  const addresses = await lookup(hostname, { all: true })
  return addresses.some(({ address }) => isPrivate(address))
}

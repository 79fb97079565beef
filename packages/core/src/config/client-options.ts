import type { Descriptor } from '../descriptor.js'
import type { BrandOption } from './base-url.js'
import type { CommonClientOptions } from './connect.js'
import type { Credentials } from './credentials.js'

/** Credentials (typed from the spec's security schemes; all or none), base URL or brand, and the transport. */
export type ClientOptions<D extends Descriptor> = CommonClientOptions & Credentials<D> & BrandOption<D>

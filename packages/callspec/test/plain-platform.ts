import { type Descriptor, type Pagination, readInParallel } from '@callspec/core'
import { defineProvider, type Filters, local, type MappedCall, unsupported } from '@callspec/provider'
import { SILENT } from './silent-row.js'

export interface PlainRow {
  id: string
  created_at: string | null
  status?: string | null
  duration?: number | null
}

interface PlainOptions extends Partial<Filters<'row-order'>> {
  /** `METHOD /path` of the list. Default `GET /calls`. */
  operation?: string
  pagination: Pagination
  map?: (row: PlainRow) => Partial<MappedCall>
}

/** A made-up platform whose rows say little more than when a call was created, with whatever list a test is about. */
export function plainPlatform({ operation = 'GET /calls', pagination, map = () => ({}), ...filters }: PlainOptions) {
  const descriptor = {
    id: 'plain',
    name: 'Plain',
    baseUrl: 'https://calls.plain.example',
    brands: {},
    credentials: { apiKey: { header: 'X-Api-Key', prefix: '', environment: 'PLAIN_API_KEY' } },
    rateLimit: null,
    assumptions: { 'row-order': ['newest-first', 'oldest-first', 'unordered'] },
    zoneAssumptions: [],
    readInParallel,
    operations: { [operation]: { safe: true, pagination } },
  } as const satisfies Descriptor
  return defineProvider({
    descriptor,
    // The operation is named by a text, of which the compiler knows no path.
    list: operation.split(' ')[1] as never,
    stamps: { createdAt: 'created_at' },
    map: (row: PlainRow, read) => ({
      ...SILENT,
      rawStatus: read.text(row.status),
      createdAt: read.stamp(row.created_at),
      durationSeconds: read.number(row.duration),
      ...map(row),
    }),
    filters: {
      period: local('no filter by date is documented'),
      status: local('no filter by status is documented'),
      direction: unsupported('nothing tells the direction'),
      channel: local('no filter by channel is documented'),
      isTest: unsupported('nothing tells tests'),
      phoneNumber: unsupported('nothing tells numbers'),
      agentId: unsupported('nothing names an agent'),
      campaignId: unsupported('nothing names a campaign'),
      ...filters,
    },
    parts: { transcript: 'never', analysis: 'never', recording: 'never', cost: 'never' },
  })
}

export type OrderName = 'newest' | 'oldest' | 'arrival'

export const STATUSES = [
  'queued',
  'ringing',
  'in_progress',
  'completed',
  'no_answer',
  'busy',
  'canceled',
  'failed',
  'unknown',
] as const
export const DIRECTIONS = ['inbound', 'outbound', 'unknown'] as const
export const CHANNELS = ['phone', 'web', 'chat', 'unknown'] as const
export const ORDERS = ['newest', 'oldest', 'arrival'] as const
export const PARTS = ['transcript', 'analysis', 'recording', 'cost'] as const
/** What `include` takes. */
export const INCLUDED = [...PARTS, 'details'] as const

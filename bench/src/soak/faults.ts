import type { FaultRule } from '@callspec/simulator'

/**
 * Every fault that another try mends, one request in twenty together. Waits are short, because nothing is learned from
 * long ones: platforms that name a time name 50 ms, and readers that are left waiting give up after two seconds.
 */
export const SOAK_FAULTS: readonly FaultRule[] = [
  { fault: '408', rate: 0.006 },
  { fault: '429', rate: 0.003 },
  { fault: '429-retry-after', rate: 0.006, value: 0.05 },
  { fault: '429-rate-limit-reset-delta', rate: 0.003, value: 0.05 },
  { fault: '500', rate: 0.008 },
  { fault: '502-html', rate: 0.006 },
  { fault: '503', rate: 0.008 },
  { fault: 'connection-dropped', rate: 0.006 },
  { fault: 'connection-dropped-in-body', rate: 0.005 },
  { fault: 'headers-stalled', rate: 0.0005 },
  { fault: 'body-stalled', rate: 0.0005 },
]

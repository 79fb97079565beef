import type { FaultRule } from '@callspec/simulator'

/**
 * Every fault that a retry recovers from, one request in twenty in all. Waits are short, because long ones teach nothing: platforms that
 * name a time name 50 ms, and readers that get no response give up after two seconds.
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

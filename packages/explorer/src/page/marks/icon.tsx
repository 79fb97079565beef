const PATHS = {
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10ZM10.7 10.7 14 14',
  close: 'M4 4l8 8M12 4l-8 8',
  down: 'M4 6l4 4 4-4',
  up: 'M4 10l4-4 4 4',
  columns: 'M2.5 3.5h11v9h-11zM6.2 3.5v9M9.8 3.5v9',
  save: 'M4 2.5h8v11l-4-3-4 3z',
  download: 'M8 2.5v7M4.8 6.8 8 10l3.2-3.2M3 13h10',
  copy: 'M5.5 5.5h7v8h-7zM3.5 10.5v-8h7',
  keys: 'M1.5 4.5h13v7h-13zM4 7h.01M6.7 7h.01M9.3 7h.01M12 7h.01M5 9.3h6',
  filter: 'M2 4h12M4.5 8h7M7 12h2',
  calendar: 'M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v3M10.5 2v3',
  inbound: 'M12 4 4.5 11.5M4.5 6v5.5H10',
  outbound: 'M4 12l7.5-7.5M11.5 10V4.5H6',
  unknown: 'M4 8h8',
  shield: 'M8 2l5 2v4c0 3-2 5-5 6-3-1-5-3-5-6V4z',
  chart: 'M2.5 13.5h11M4.5 11V7.5M8 11V3.5M11.5 11V6',
  check: 'M3.5 8.5 6.5 11.5 12.5 5',
} as const

export type IconName = keyof typeof PATHS

/** A mark that repeats what stands beside it: screen readers skip it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  )
}

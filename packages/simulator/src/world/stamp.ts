/** `2026-11-20T12:00:00Z` */
export const isoSeconds = (instant: number): string => `${new Date(instant).toISOString().slice(0, 19)}Z`

/** `2026-11-20T12:00:00.000Z` */
export const isoMilliseconds = (instant: number): string => new Date(instant).toISOString()

/** A stamp that may be missing. */
export const orNull = <Stamp>(instant: number | null, write: (instant: number) => Stamp): Stamp | null =>
  instant === null ? null : write(instant)

/** `Fri, 20 Nov 2026 12:00:00 +0000` */
export const rfc2822 = (instant: number): string => new Date(instant).toUTCString().replace('GMT', '+0000')

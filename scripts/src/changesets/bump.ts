export const BUMPS = ['none', 'patch', 'minor', 'major'] as const

/** How much a version goes up. */
export type Bump = (typeof BUMPS)[number]

export const isLess = (one: Bump, other: Bump): boolean => BUMPS.indexOf(one) < BUMPS.indexOf(other)

export const largest = (bumps: readonly Bump[]): Bump => bumps.reduce((most, bump) => (isLess(most, bump) ? bump : most), 'none')

/** Below 1.0.0 a caret takes no new minor: what would be a major is a minor there, and a minor a patch. */
export function below(version: string, bump: Bump): Bump {
  if (!version.startsWith('0.')) return bump
  return bump === 'major' ? 'minor' : bump === 'minor' ? 'patch' : bump
}

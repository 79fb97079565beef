export const BUMPS = ['none', 'patch', 'minor', 'major'] as const

/** The part of a version that is raised. */
export type Bump = (typeof BUMPS)[number]

export const isLess = (one: Bump, other: Bump): boolean => BUMPS.indexOf(one) < BUMPS.indexOf(other)

export const largest = (bumps: readonly Bump[]): Bump => bumps.reduce((most, bump) => (isLess(most, bump) ? bump : most), 'none')

/** Below 1.0.0 a caret excludes new minors: there a major is a minor, and a minor a patch. */
export function below(version: string, bump: Bump): Bump {
  if (!version.startsWith('0.')) return bump
  return bump === 'major' ? 'minor' : bump === 'minor' ? 'patch' : bump
}

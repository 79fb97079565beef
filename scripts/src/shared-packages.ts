/** Folders of `packages/` that are no provider's. */
export const SHARED_PACKAGES: ReadonlySet<string> = new Set([
  'core',
  'provider',
  'callspec',
  'verify',
  'simulator',
  'all',
  'cli',
  'sync',
  'export',
  'otel',
  'explorer',
  'mcp',
])

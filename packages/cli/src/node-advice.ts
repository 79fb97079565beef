/**
 * Hides Node's warnings to authors of modules, that of Node 22 about its SQLite, and that FORCE_COLOR goes before NO_COLOR: a user of the
 * command can do nothing about them.
 */
export function withholdNodeAdvice(): void {
  const listeners = process.listeners('warning')
  process.removeAllListeners('warning')
  process.on('warning', (warning: Error & { code?: string }) => {
    const isAdvice =
      warning.code === 'MODULE_TYPELESS_PACKAGE_JSON' ||
      /^(?:Type Stripping is|Failed to load the ES module|SQLite is an experimental feature|The '\w+' env is ignored due to the 'FORCE_COLOR')/.test(
        warning.message,
      )
    if (!isAdvice) for (const listener of listeners) listener(warning)
  })
}

/** Hides Node's warnings to authors of modules: a user of the command can do nothing about them. */
export function withholdModuleAdvice(): void {
  const listeners = process.listeners('warning')
  process.removeAllListeners('warning')
  process.on('warning', (warning: Error & { code?: string }) => {
    const isAdvice =
      warning.code === 'MODULE_TYPELESS_PACKAGE_JSON' ||
      /^(?:Type Stripping is|Failed to load the ES module)/.test(warning.message)
    if (!isAdvice) for (const listener of listeners) listener(warning)
  })
}

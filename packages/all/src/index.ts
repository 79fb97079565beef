export * from './generated/providers.js'
/** Every provider by its id. */
export * as providers from './generated/providers.js'

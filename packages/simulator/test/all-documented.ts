/** What the documentation of each provider says, by its id. */
export * as documented from './generated/providers.js'

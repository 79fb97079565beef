export * from './generated/webhooks.js'
/** The web hooks of every provider that documents some, by the provider's id. */
export * as webhooks from './generated/webhooks.js'

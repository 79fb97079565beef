/** Every simulator by the id of its provider. */
export * as simulators from './generated/providers.js'

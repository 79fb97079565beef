import { pagedOperation } from '@callspec/core'
import type { ProviderId } from '@callspec/simulator'
import { PROVIDERS } from './oracle.js'
import { providers } from './sources.js'

/** How the pages of a provider's list follow one another, which is what reads them: by cursor, page, offset or windows of time. */
function kindOf(provider: ProviderId): string {
  const { descriptor, list } = providers[provider].definition
  const { type, window } = pagedOperation(descriptor, list).pagination
  return window ? 'window' : type
}

/** Whether a provider is the first of its kind: what is the same for all of a kind is tried most often there. */
export const isFirstOfKind = (provider: ProviderId): boolean =>
  PROVIDERS.find((other) => kindOf(other) === kindOf(provider)) === provider

import type { Draft, Key } from './draft.js'

/** A configuration with these sources: each key is the name of its variable or, with `storeKeys`, a key that was typed. */
export function configText(drafts: readonly Draft[], storeKeys: boolean, existing: object = {}): string {
  // A document that is not well-formed was refused when it was read.
  const { sources = [] } = existing as { sources?: unknown[] }
  const added = drafts.map((draft) => sourceOf(draft, storeKeys))
  return `${JSON.stringify({ ...existing, sources: [...sources, ...added] }, null, 2)}\n`
}

function sourceOf({ provider, id, keys, ...draft }: Draft, storeKeys: boolean): object {
  const { brand, baseUrl, timeZone, inputs } = draft
  return {
    id,
    provider: provider.definition.descriptor.id,
    brand,
    baseUrl,
    timeZone,
    inputs: inputs && Object.keys(inputs).length > 0 ? inputs : undefined,
    ...Object.fromEntries(keys.map((key) => [key.name, isStored(key, storeKeys) ? key.value : `\${${key.variable}}`])),
  }
}

/** Whether the key itself is written into the file. One that the environment has stays there. */
export const isStored = ({ isSet }: Pick<Key, 'isSet'>, storeKeys: boolean): boolean => storeKeys && !isSet

/** The lines that set the variables that are not set yet, without their values. */
export function exportLines(drafts: readonly Draft[], storeKeys: boolean): string[] {
  return drafts.flatMap(({ provider, id, keys }) => {
    const { name } = provider.definition.descriptor
    const missing = keys.filter((key) => !key.isSet && !isStored(key, storeKeys))
    return missing.map(
      (key) => `export ${key.variable}='<${key.name} of ${id === provider.definition.descriptor.id ? name : id}>'`,
    )
  })
}

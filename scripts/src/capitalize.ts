/** A provider's id as it stands within names: `butter` → `Butter`, as in `createButter`. */
export const capitalize = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)

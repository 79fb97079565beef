/** A provider's id as part of a name: `butter` → `Butter`, as in `createButter`. */
export const capitalize = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)

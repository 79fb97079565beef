import type { Page } from '@callspec/core'

/** Rows of a full page: as many as it says itself, else as were asked for, else as it has. */
export const pageSize = ({ size, items }: Page<unknown>, asked: number | null): number => size ?? asked ?? items.length

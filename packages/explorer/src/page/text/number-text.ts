const GROUPED = new Intl.NumberFormat('en')

/** `1,000,000` */
export const numberText = (number: number): string => GROUPED.format(number)

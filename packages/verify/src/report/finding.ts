/** What a check found about one assumption. */
export interface Finding {
  /** The value that holds; `null`: the data do not decide it. */
  found: string | null
  /** One sentence with counts. Never a number, name, id or transcript of a call. */
  evidence: string
  /** If the data contradict the assumed value without deciding it: the value to fall back on, `null`: none. */
  contradicted?: { safe: string | null }
}

export const settled = (found: string, evidence: string): Finding => ({ found, evidence })

export const open = (evidence: string): Finding => ({ found: null, evidence })

export const contradicted = (safe: string | null, evidence: string): Finding => ({
  found: null,
  evidence,
  contradicted: { safe },
})

/** `1 row`, `2 rows` */
export const count = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? '' : 's'}`

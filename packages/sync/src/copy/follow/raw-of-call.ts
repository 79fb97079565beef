import type { Statements } from '../../store/store.js'

/** The platform's own rows of a call, as JSON. */
export interface RawOfCall {
  /** Of the list. */
  raw: string | null
  /** Its response for this call. */
  rawDetail: string | null
}

export async function rawOfCall({ all }: Statements, key: string): Promise<RawOfCall> {
  const [[raw = null, detail = null] = []] = await all('SELECT raw, raw_detail FROM calls WHERE key = $1', [key])
  return { raw: raw === null ? null : String(raw), rawDetail: detail === null ? null : String(detail) }
}

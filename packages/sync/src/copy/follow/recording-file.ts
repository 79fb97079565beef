import type { Statements } from '../../store/store.js'

/** A recording that a sync downloaded. */
export interface RecordingFile {
  path: string
  bytes: number
  contentType: string
}

/** The file with the recording of a call; `null`: none was downloaded. It may have been moved or deleted since. */
export async function recordingFile({ all }: Statements, key: string): Promise<RecordingFile | null> {
  const [row] = await all("SELECT file, bytes, content_type FROM parts WHERE key = $1 AND part = 'file' AND state = 'here'", [
    key,
  ])
  const [path, bytes, contentType] = row ?? []
  if (path == null) return null
  return { path: String(path), bytes: Number(bytes), contentType: String(contentType) }
}

/** A vCon in its unsigned form, as far as a call fills it: draft-ietf-vcon-vcon-core-03. */
export interface Vcon {
  /** The draft calls it deprecated; readers of earlier drafts ask for it. */
  vcon: '0.4.0'
  uuid: string
  created_at: string
  updated_at?: string
  parties: Party[]
  dialog?: Dialog[]
  analysis: Analysis[]
  attachments?: Attachment[]
}

export interface Party {
  tel?: string
  sip?: string
  mailto?: string
  name?: string
  validation?: 'none'
  uuid?: string
  type?: 'person' | 'bot' | 'organization'
}

interface Content {
  mediatype?: string
  body?: unknown
  encoding?: 'none' | 'json'
  url?: string
}

export interface Dialog extends Content {
  type: 'recording' | 'text' | 'incomplete'
  start: string
  duration?: number
  parties?: number[]
  disposition?: 'no-answer' | 'busy' | 'failed'
  application?: string
}

export interface Analysis extends Content {
  type: 'summary' | 'sentiment' | 'transcript' | 'report'
  dialog?: number
  vendor: string
  schema?: string
}

export interface Attachment extends Content {
  purpose: string
  start: string
  party: number
  dialog: number
}

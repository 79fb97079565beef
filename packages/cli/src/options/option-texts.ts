// Descriptions of options that several commands share.
export const REDACT = 'mask telephone numbers but for two digits, names, e-mails, transcripts and recordings; no raw'

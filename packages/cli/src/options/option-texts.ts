// Descriptions of options that several commands share.
export const REDACT = 'mask phone numbers except two digits, names, e-mails, transcripts and recordings; leave raw out'

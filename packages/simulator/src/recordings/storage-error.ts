import type { Answer } from '../define-simulator.js'

// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
const codes: Readonly<Record<number, string>> = {
  403: 'AccessDenied',
  404: 'NoSuchKey',
  405: 'MethodNotAllowed',
  408: 'RequestTimeout',
  429: 'SlowDown',
  500: 'InternalError',
  503: 'ServiceUnavailable',
}

/** A refusal of the storage, in the XML of S3. */
export const storageError = (status: number, message: string, code = codes[status] ?? 'InvalidRequest') =>
  ({
    status,
    headers: { 'content-type': 'application/xml' },
    body: Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>\n`,
    ),
  }) satisfies Answer

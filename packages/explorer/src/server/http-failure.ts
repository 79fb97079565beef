import { isCallspecError } from 'callspec'

/** What a request is refused with. */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure'
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Any error as what a request is answered with. */
export function toFailure(error: unknown): HttpFailure {
  if (error instanceof HttpFailure) return error
  if (isCallspecError(error)) {
    if (error.code === 'not-found') return new HttpFailure(404, error.message)
    if (error.code === 'invalid-query' || error.code === 'invalid-configuration') return new HttpFailure(400, error.message)
  }
  return new HttpFailure(500, error instanceof Error ? error.message : 'Something went wrong.')
}

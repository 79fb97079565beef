import { expect, test } from 'vitest'
import { collectorError } from '../src/send/collector-error.js'

test('a header that cannot be sent is no fault of the collector, and is not repeated', () => {
  const cause = Object.assign(new TypeError('Invalid character in header content ["authorization"]'), {
    code: 'ERR_INVALID_CHAR',
  })
  const error = collectorError('http://localhost:4318/v1/traces', cause)
  expect([error.code, error.message]).toEqual([
    'usage',
    'A header for the collector holds a character that cannot be sent, such as a line break. Mend OTEL_EXPORTER_OTLP_HEADERS.',
  ])
})

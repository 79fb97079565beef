import { expect, test } from 'vitest'
import { endedInErrorIn } from '../src/tools/summary-notes.js'

test('who asks for failed calls is told of those that their platform calls completed', () => {
  for (const asked of [{ status: ['failed'] }, { status: 'failed' }, { outcome: 'failed' }])
    expect(endedInErrorIn(asked).join(' ')).toContain('have the status completed, although some ended with an error')
  for (const asked of [{}, { status: ['completed'] }, { outcome: 'answered' }]) expect(endedInErrorIn(asked)).toEqual([])
})

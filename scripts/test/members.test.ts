import { expect, test } from 'vitest'
import { callMembers } from '../src/scaffold/members.ts'
import type { Member } from '../src/scaffold/schemas.ts'

const member = (name: string): Member => ({
  name,
  type: 'integer',
  isUnion: false,
  nullable: false,
  required: true,
  words: [],
  format: '',
  description: '',
  members: [],
  example: undefined,
})

test.each([
  ['startedAt', 'start_time_unix_secs'],
  ['startedAt', 'startedAtMs'],
  ['createdAt', 'created_at_unix'],
  ['createdAt', 'created_epoch_millis'],
  ['duration', 'call_duration_secs'],
  ['duration', 'duration_ms'],
])('the %s is found in %s, whatever unit the name ends in', (fact, name) => {
  expect(callMembers([member('id'), member(name)], 'id')).toEqual({ [fact]: member(name) })
})

test('a name that is nothing but a unit stands for no stamp', () => {
  expect(callMembers([member('id'), member('unix_secs')], 'id')).toEqual({})
})

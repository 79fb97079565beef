import { PARTS } from 'callspec'
import { QUERY_SCHEMA } from 'callspec/query-schema'
import { OUTCOMES, WEEKDAYS } from 'callspec/stats'

/** The JSON Schema of a `CopyQuery`: that of a query, without what no copy has, and what only a copy answers. */
export const COPY_QUERY_SCHEMA = {
  ...QUERY_SCHEMA,
  $id: 'urn:callspec:copy-query:1',
  title: 'CopyQuery',
  properties: {
    ...QUERY_SCHEMA.properties,
    include: { ...QUERY_SCHEMA.properties.include, items: { enum: PARTS } },
    search: {
      type: 'string',
      pattern: '\\S',
      description:
        "A whole id or key; else four or more digits of a number, a part of the agent's name or id, or words, all of which were said or are in the summary.",
    },
    outcome: { enum: OUTCOMES, description: 'What became of the call, as far as its platform tells.' },
    weekdays: {
      type: 'array',
      items: { enum: WEEKDAYS },
      description: 'On one of these days, on the calendar in `timeZone`.',
    },
    hours: {
      type: 'array',
      items: { type: 'integer', minimum: 0, maximum: 23 },
      description: 'In one of these hours, on the clock in `timeZone`.',
    },
    providers: { type: 'array', items: { type: 'string' }, description: 'Of one of these platforms, by their ids.' },
  },
} as const

// A spec is edited at any depth by the tests, which YAML would not check either.
// biome-ignore lint/suspicious/noExplicitAny: see above.
export type Draft = any

/** The smallest spec that keeps every convention of specs/README.md and uses every extension. */
export function validSpec(): Draft {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tiny',
      version: '1',
      description: 'Unofficial.',
      contact: { name: 'callspec', url: 'https://github.com/callspec/callspec/issues' },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [
      { url: 'https://api.tiny.test', description: 'Tiny' },
      { url: 'https://api.label.test', description: 'Label' },
    ],
    security: [{ apiKey: [] }],
    tags: [{ name: 'Calls', description: 'Calls.' }],
    'x-callspec': {
      comparedOn: '2026-11-20',
      rateLimits: [{ plan: 'Free', requests: 10, perSeconds: 1 }],
      brands: { label: { name: 'Label', baseUrl: 'https://api.label.test', assumptions: { 'row-order': 'oldest-first' } } },
      assumptions: {
        'row-order': {
          kind: 'row-order',
          text: 'The newest call comes first.',
          source: 'The list page names no order.',
          default: 'newest-first',
          values: ['newest-first', 'oldest-first'],
        },
        zone: {
          kind: 'stamp-zone',
          text: 'The zone of stamps without one.',
          source: 'The list page names no zone.',
          default: 'Europe/Berlin',
          format: 'time-zone',
        },
      },
    },
    paths: {
      '/calls': {
        get: {
          operationId: 'listCalls',
          summary: 'List calls',
          description: 'One page of calls.',
          externalDocs: { description: 'Calls', url: 'https://docs.tiny.test/calls' },
          tags: ['Calls'],
          parameters: [
            { name: 'page', in: 'query', description: 'The page.', schema: { type: 'integer' } },
            { name: 'limit', in: 'query', description: 'Rows a page.', schema: { type: 'integer' } },
            { name: 'from', in: 'query', description: 'First day.', schema: { type: 'string' } },
            { name: 'type', in: 'query', description: 'Direction.', schema: { $ref: '#/components/schemas/Direction' } },
            {
              name: 'include',
              in: 'query',
              description: 'More fields.',
              explode: false,
              schema: { type: 'array', items: { type: 'string', enum: ['transcript'] } },
            },
          ],
          'x-speakeasy-pagination': {
            type: 'offsetLimit',
            inputs: [
              { name: 'page', in: 'parameters', type: 'page' },
              { name: 'limit', in: 'parameters', type: 'limit' },
            ],
            outputs: { results: '$.data' },
          },
          'x-callspec': {
            dateFilters: [{ parameter: 'from', bound: 'since', precision: 'day' }],
            pagination: {
              firstPage: 1,
              pageSize: { default: 10, max: null },
              itemId: 'id',
              order: { field: 'end', direction: 'descending', documented: false, assumption: 'row-order' },
            },
          },
          responses: {
            200: {
              description: 'A page.',
              content: {
                'application/json': {
                  schema: { $ref: '#/components/schemas/CallList' },
                  examples: { documented: { value: { data: [{ id: '1', status: 'new', end: null, parts: [] }] } } },
                },
              },
            },
            401: { $ref: '#/components/responses/Error' },
            default: { $ref: '#/components/responses/Error' },
          },
        },
      },
    },
    components: {
      securitySchemes: {
        apiKey: {
          type: 'apiKey',
          in: 'header',
          name: 'X-Key',
          description: 'The key.',
          'x-callspec': { environment: 'TINY_API_KEY' },
        },
      },
      responses: {
        Error: {
          description: 'An error.',
          content: { 'application/json': { schema: { type: 'object', description: 'Not documented.' } } },
        },
      },
      schemas: {
        // Used by requests only, hence closed.
        Direction: { type: 'string', enum: ['in', 'out'] },
        CallList: {
          type: 'object',
          properties: { data: { type: 'array', description: 'Calls.', items: { $ref: '#/components/schemas/Call' } } },
        },
        Call: {
          type: 'object',
          description: 'A call.',
          properties: {
            id: { type: 'string', description: 'Identifies the call.' },
            status: { $ref: '#/components/schemas/Status' },
            end: {
              description: 'Why it ended.',
              anyOf: [{ type: 'string', enum: ['hangup'] }, { type: 'string' }, { type: 'null' }],
            },
            // A call is made of calls: a rule that follows references has to come to an end.
            parts: { type: 'array', description: 'Parts.', items: { $ref: '#/components/schemas/Call' } },
          },
        },
        Status: {
          description: 'State.',
          anyOf: [
            { type: 'string', enum: ['done'] },
            { type: 'string', description: 'Any other.' },
          ],
        },
      },
    },
  }
}

/** Makes the list of calls one of each agent, which a bare array names, and cuts its period into weeks; gives its pagination. */
export function ofAgents(spec: Draft): Draft {
  const { get } = spec.paths['/calls']
  const { operationId: _id, parameters: _parameters, 'x-speakeasy-pagination': _paging, 'x-callspec': extension, ...rest } = get
  const rows = { type: 'array', items: { $ref: '#/components/schemas/Call' } }
  spec.paths['/agents'] = {
    get: {
      ...rest,
      operationId: 'listAgents',
      responses: { ...get.responses, 200: { description: 'All.', content: { 'application/json': { schema: rows } } } },
    },
  }
  spec.paths['/agents/{agent_id}/calls'] = spec.paths['/calls']
  delete spec.paths['/calls']
  get.parameters.push(
    { name: 'agent_id', in: 'path', required: true, description: 'The agent.', schema: { type: 'string' } },
    { name: 'until', in: 'query', description: 'The end.', schema: { type: 'string' } },
  )
  extension.dateFilters = [
    { parameter: 'from', bound: 'since', precision: 'instant' },
    { parameter: 'until', bound: 'until', precision: 'instant' },
  ]
  extension.pagination.parents = {
    what: 'agent',
    operation: 'listAgents',
    parameter: 'agent_id',
    rows: '$',
    id: 'id',
    name: 'about.name',
    createdAt: 'created',
  }
  extension.pagination.longestPeriod = { seconds: 604_800 }
  return extension.pagination
}

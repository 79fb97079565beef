import type { CallQuery } from '../query/query.js'

/** The query to list for counting, which needs no order: as pages land, nothing is held back. Which calls a limit takes is up to the order. */
export function countedQuery<Query extends CallQuery>(query: Query): Query {
  const order = query.order ?? (query.limit === undefined ? 'arrival' : undefined)
  return { ...query, ...(order && { order }) }
}

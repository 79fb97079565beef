// Apart from what checks a query, which lists its members itself: a log without tools needs no schema.
export { QUERY_SCHEMA } from '../generated/query-schema.js'

import { callTotals } from './call-totals.js'
import { explainQuery } from './explain-query.js'
import { getCall } from './get-call.js'
import { listCalls } from './list-calls.js'
import { listSources } from './list-sources.js'
import type { Tool } from './tool.js'

/** All of them only read. */
export const TOOLS: readonly Tool[] = [listSources, listCalls, getCall, callTotals, explainQuery]

import type { Copy } from '@callspec/sync'
import { type Part, redactCall } from 'callspec'
import type { Calls, ShownCall } from '../api/answers.js'
import type { ExplorerData } from '../data/explorer-data.js'
import { type Asked, numberIn } from './asked.js'

/** What a row of the table shows; its transcript is not among it. */
const PARTS: readonly Part[] = ['cost', 'recording', 'analysis']

const MOST_ROWS = 1000

/** Rows of the table. */
export async function answerCalls(data: ExplorerData, url: URL, { query, sort, isRedacted }: Asked): Promise<Calls> {
  const offset = numberIn(url, 'offset', 0, Number.MAX_SAFE_INTEGER)
  const limit = numberIn(url, 'limit', 100, MOST_ROWS)
  const { version, count, keys } = await data.keys(query, sort, offset, limit)
  return { version, count, offset, calls: await shownCalls(data.copy, keys, isRedacted) }
}

export async function shownCalls(
  copy: Copy,
  keys: readonly string[],
  isRedacted: boolean,
  parts: readonly Part[] = PARTS,
): Promise<ShownCall[]> {
  const calls = await copy.calls(keys, parts)
  return isRedacted ? calls.map((call) => redactCall(call)) : calls
}

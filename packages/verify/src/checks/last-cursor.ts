import { at } from '@callspec/core'
import { OutOfBudget, type Probe } from '../probe/probe.js'
import { count, type Finding, open, settled } from '../report/finding.js'

/** Reads a cursor list to its end, if that is near enough, and checks the last page's cursor. */
export async function lastCursor(probe: Probe): Promise<Finding> {
  const path = probe.operation.pagination.nextCursor
  if (!path) return open('The list has no cursor.')
  const inputs = probe.newestInputs()
  let last = await probe.page(inputs)
  let pages = 1
  for (;;) {
    try {
      const next = await probe.nextPage(inputs, last)
      if (!next) break
      last = next
      pages++
    } catch (error) {
      if (error instanceof OutOfBudget) return open(`The list continues after ${count(pages, 'page')}, and no request is left.`)
      throw error
    }
  }
  const cursor = at(last.page.body, path)
  const seen = `On the last of ${count(pages, 'page')} the cursor is`
  if (cursor === undefined) return settled('absent', `${seen} absent.`)
  if (cursor === null) return settled('null', `${seen} null.`)
  if (cursor === '') return settled('empty', `${seen} an empty text.`)
  if (pages > 1 && cursor === last.position) return settled('repeated', `${seen} the one that the page was requested with.`)
  return open(
    pages > 1 ? `${seen} neither null nor the one before.` : `${seen} present; a single page does not show whether it repeats.`,
  )
}

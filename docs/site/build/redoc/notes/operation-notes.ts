import { code } from '../../../../../scripts/src/markdown.ts'
import type { Order } from '../../../../../scripts/src/specs.ts'
import type { Operation } from '../../document.ts'

/** What an operation's extensions say, as Markdown for its page. */
export function operationNotes(operation: Operation): string {
  const extension = operation['x-callspec']
  const notes = [
    ...(extension?.safe ? ['**Only reads**, despite its method, and may be retried.'] : []),
    ...pagingNotes(operation),
    ...(extension?.dateFilters ?? []).map(
      ({ parameter, bound, precision }) =>
        `**Date filter** ${code(parameter)}: ${bound === 'since' ? 'from' : 'up to'} ${precision === 'day' ? 'a day' : 'an instant'}.`,
    ),
    ...(extension?.echoedFilters ? [`**Applied filters** are echoed in ${member(extension.echoedFilters)}.`] : []),
    ...(extension?.noMatch ? [`**Nothing matches** if a 404 says ${code(extension.noMatch)}.`] : []),
  ]
  return notes.map((note) => `- ${note}`).join('\n')
}

function pagingNotes(operation: Operation): string[] {
  const paging = operation['x-speakeasy-pagination']
  const more = operation['x-callspec']?.pagination
  if (!paging || !more) return []
  const input = paging.inputs.find(({ type }) => type !== 'limit')
  const limit = paging.inputs.find(({ type }) => type === 'limit')
  const counters = [
    ...(paging.outputs.nextCursor && !more.window ? [`the next cursor in ${member(paging.outputs.nextCursor)}`] : []),
    ...(more.hasMore ? [`whether more rows follow in ${more.hasMore.map(member).join(' or ')}`] : []),
    ...(paging.outputs.numPages
      ? [`the number of pages in ${(more.pages ?? [paging.outputs.numPages]).map(member).join(' or ')}`]
      : []),
    ...(more.total ? [`the number of rows in ${more.total.map(member).join(' or ')}`] : []),
  ]
  const by = more.link
    ? `${more.link.map(code).join(' and ')}, as the link in ${member(paging.outputs.nextUrl ?? '')} has them`
    : code(input?.name ?? '')
  return [
    `**Pages** by ${by}${paging.inputs[0]?.in === 'requestBody' ? ' in the body' : ''}${
      input?.type === 'page' ? `; the first is ${more.firstPage ?? 0}` : ''
    }.`,
    ...(more.window
      ? [
          `**Windows of time**: ${code(input?.name ?? '')} takes ${code(more.order?.field ?? '')} of the last row, ${more.window.bound === 'inclusive' ? 'which comes again' : 'and leaves out rows at that very instant'}.`,
        ]
      : []),
    `**Rows per page** by ${code(limit?.name ?? '')}: ${amount(more.pageSize.default)} by default, at most ${amount(more.pageSize.max)}${
      more.pageSize.ask ? `; callspec asks for ${more.pageSize.ask}` : ''
    }.`,
    `**Rows** ${paging.outputs.results === '$' ? 'are the response itself' : `are in ${member(paging.outputs.results)}`}, each identified by ${code(more.itemId)}${
      counters.length > 0 ? `; ${counters.join(', ')}` : ''
    }.`,
    ...(more.single ? [`**One row** instead of a page if ${code(more.single)} is set.`] : []),
    ...(more.parents
      ? [
          `**One list per ${more.parents.what}**, whose id is ${code(more.parents.parameter)}: ${code(more.parents.operation)} finds them.`,
        ]
      : []),
    ...(more.longestPeriod
      ? [`**Longest period** of a request: ${more.longestPeriod.seconds} seconds. callspec reads a longer one by pieces.`]
      : []),
    ...(more.order ? [orderNote(more.order)] : []),
  ]
}

const amount = (rows: number | null) => (rows === null ? '*not documented*' : String(rows))

/** `$.data.calls` without the `$.`. */
const member = (path: string) => code(path.replace(/^\$\./, ''))

function orderNote({ field, direction, documented, askedBy, assumption }: Order): string {
  const inputs = Object.keys(askedBy?.[direction] ?? {}).map(code)
  const asked = askedBy ? ` where ${inputs.join(' and ')} ask for it` : ''
  const ground = documented ? 'documented' : `**not documented**${assumption ? `: assumption ${code(assumption)}` : ''}`
  return `**Order**: ${direction} by ${code(field)}${asked}, ${ground}.`
}

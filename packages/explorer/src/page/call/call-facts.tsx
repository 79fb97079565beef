import { outcomeOf } from 'callspec/stats'
import type { ComponentChildren } from 'preact'
import type { ShownCall } from '../../api/answers.js'
import type { ExplorerQuery } from '../../api/explorer-query.js'
import { durationText } from '../text/duration-text.js'
import { stampText } from '../text/stamp-text.js'
import { unitText } from '../text/unit-text.js'
import { wordText } from '../text/word-text.js'
import { CopyButton } from './copy-button.js'

export interface CallFactsProps {
  call: ShownCall
  query: ExplorerQuery
  onChange: (change: Partial<ExplorerQuery>) => void
}

/** What the platform tells of the call. What it does not tell has no line, but for what everybody looks for. */
export function CallFacts({ call, query, onChange }: CallFactsProps) {
  const { agent, campaign, contact, cost, endReason } = call
  const stamp = (at: string | null) => at !== null && stampText(at, query.timeZone)
  return (
    <section class="call-section">
      <h3>Facts</h3>
      <dl class="facts">
        <Fact name="Duration">
          {call.durationSeconds === null ? <Untold /> : `${durationText(call.durationSeconds)} (${call.durationSeconds} s)`}
        </Fact>
        <Fact name="Cost">{cost ? `${cost.amount} ${unitText(cost.unit)}` : <Untold />}</Fact>
        <Fact name="Ended because">{endReason ? <Own word={wordText(endReason.code)} own={endReason.raw} /> : <Untold />}</Fact>
        <Fact name="Status">
          <Own word={wordText(call.status)} own={call.rawStatus} />
        </Fact>
        <Fact name="Outcome">{OUTCOME_SENTENCES[outcomeOf(call)]}</Fact>
        <Fact name="Answered by">{call.answeredBy}</Fact>
        <Fact name="Direction">{`${call.direction}${call.channel === 'unknown' ? '' : `, ${call.channel}`}`}</Fact>
        <Fact name="Customer">{call.customerNumber && <Copied text={call.customerNumber} name="the customer’s number" />}</Fact>
        <Fact name="Agent’s number">{call.agentNumber && <Copied text={call.agentNumber} name="the agent’s number" />}</Fact>
        {!call.customerNumber && (
          <Fact name="From">{call.from && <Copied text={call.from} name="the number of the caller" />}</Fact>
        )}
        {!call.customerNumber && <Fact name="To">{call.to && <Copied text={call.to} name="the called number" />}</Fact>}
        <Fact name="Contact">
          {contact && <Named id={contact.id} name={[contact.name, contact.email].filter(Boolean).join(', ') || null} />}
        </Fact>
        <Fact name="Agent">
          {agent && (
            <>
              <Named {...agent} />
              {agent.id !== null && (
                <button type="button" class="link" onClick={() => onChange({ agentId: agent.id })}>
                  Their calls
                </button>
              )}
            </>
          )}
        </Fact>
        <Fact name="Campaign">{campaign && <Named {...campaign} />}</Fact>
        <Fact name="Created">{stamp(call.createdAt)}</Fact>
        <Fact name="Started">{stamp(call.startedAt)}</Fact>
        <Fact name="Ended">{stamp(call.endedAt)}</Fact>
        <Fact name="Changed">{stamp(call.updatedAt)}</Fact>
        <Fact name="Source">{call.source === call.provider ? call.source : `${call.source} (${call.provider})`}</Fact>
        <Fact name="Id">
          <Copied text={call.id} name="the id" />
        </Fact>
        <Fact name="Key">
          <Copied text={call.key} name="the key" />
        </Fact>
        <Fact name="Carrier’s id">{call.carrierId && <Copied text={call.carrierId} name="the carrier’s id" />}</Fact>
      </dl>
    </section>
  )
}

const OUTCOME_SENTENCES = {
  answered: 'answered',
  no_answer: 'no answer',
  failed: 'failed',
  unknown: 'not told: “completed” alone does not say that somebody answered',
} as const

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  if (children === null || children === undefined || children === false || children === '') return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const Untold = () => <span class="muted">not told</span>

/** A unified word, and what the platform itself says. */
function Own({ word, own }: { word: string; own: string | null }) {
  return (
    <>
      {word} {own !== null && own !== '' && <code title="The platform’s own word">{own}</code>}
    </>
  )
}

function Named({ id, name }: { id: string | null; name: string | null }) {
  return (
    <>
      {name !== null && <bdi>{name}</bdi>} {id !== null && <Copied text={id} name="its id" />}
    </>
  )
}

function Copied({ text, name }: { text: string; name: string }) {
  return (
    <span class="copied">
      <code>{text}</code>
      <CopyButton text={text} name={name} />
    </span>
  )
}

import type { Measures } from 'callspec/stats'
import { countText } from '../text/count-text.js'
import { numberText } from '../text/number-text.js'
import { unitText } from '../text/unit-text.js'
import { measureText, shareText } from './measure-text.js'
import { secondsText } from './seconds-text.js'

/** What all calls of the query come to. Units of cost stand side by side: they cannot be added up. */
export function Totals({ total }: { total: Measures }) {
  const { calls, minutes, averageSeconds, withoutDuration, answered, answerRate, failed, noAnswer, unknown, cost, withoutCost } =
    total
  const costs = Object.entries(cost)
  const untold = [withoutCost > 0 && `not told by ${countText(withoutCost, 'call')}`]
  return (
    <dl class="totals">
      <Figure name="Calls" value={numberText(calls)} />
      <Figure
        name="Minutes"
        value={minutes === null ? '–' : measureText(minutes)}
        note={[
          averageSeconds !== null && `${secondsText(Math.round(averageSeconds))} on average`,
          withoutDuration > 0 && `not told by ${countText(withoutDuration, 'call')}`,
        ]}
      />
      <Figure
        name="Answered"
        value={numberText(answered)}
        note={[answerRate !== null && shareText(answered, calls), unknown > 0 && `not told of ${countText(unknown, 'call')}`]}
      />
      <Figure name="No answer" value={numberText(noAnswer)} />
      <Figure name="Failed" value={numberText(failed)} note={[failed > 0 && `${shareText(failed, calls)} of all`]} />
      {costs.length === 0 && <Figure name="Cost" value="–" note={untold} />}
      {costs.map(([unit, amount], index) => (
        <Figure key={unit} name={`Cost, ${unitText(unit)}`} value={amount} note={index === 0 ? untold : []} />
      ))}
    </dl>
  )
}

function Figure({ name, value, note = [] }: { name: string; value: string; note?: readonly (string | false)[] }) {
  const told = note.filter((each) => typeof each === 'string')
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b>{value}</b>
        {told.length > 0 && <span>{told.join(', ')}</span>}
      </dd>
    </div>
  )
}

import { type CallOperation, callOperations } from '../define-simulator.js'
import { catalogue, type FaultName, faultNames } from './catalogue.js'

/** When a fault happens. Without `at` and `rate` it happens to every request that it can happen to. */
export interface FaultRule {
  fault: FaultName
  /** Numbers of requests, the first after the rule was given being 1. Only those count that the rule is about. */
  at?: readonly number[]
  /** Share of the requests, from 0 to 1, drawn from the seed and the request's number. With `at`: these besides those. */
  rate?: number
  /** How often it happens at most. */
  times?: number
  /** Only to requests of this kind. */
  operation?: CallOperation
  /** What the fault takes, such as the seconds of a `Retry-After`. The README says what each takes. */
  value?: string | number
}

/** Throws where a rule cannot be, in one line. */
export function checkFaultRule({ fault, at, rate, times, operation, value }: FaultRule): void {
  const known = Object.hasOwn(catalogue, fault) ? catalogue[fault] : undefined
  if (!known) throw new Error(`Unknown fault "${fault}". Known: ${faultNames.join(', ')}.`)
  const check = (option: string, received: unknown, isFine: boolean, right: string): void => {
    if (!isFine) throw new Error(`Invalid ${option} of fault "${fault}": received ${JSON.stringify(received)}. ${right}.`)
  }
  const counts = (number: number): boolean => Number.isInteger(number) && number >= 1
  check('at', at, at === undefined || (at.length > 0 && at.every(counts)), 'Pass numbers of requests, the first being 1')
  check('rate', rate, rate === undefined || (rate >= 0 && rate <= 1), 'Pass a share from 0 to 1')
  check('times', times, times === undefined || counts(times), 'Pass a whole number from 1 on')
  const operations = known.operations ?? callOperations
  check('operation', operation, operation === undefined || operations.includes(operation), `Pass one of ${operations.join(', ')}`)
  const right = known.value ? `Pass ${known.value.right}` : 'It takes none'
  check('value', value, value === undefined || (known.value?.isFine(value) ?? false), right)
}

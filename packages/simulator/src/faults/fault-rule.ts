import { type CallOperation, callOperations } from '../define-simulator.js'
import { catalogue, type FaultName, faultNames } from './catalogue.js'

/** When a fault happens. Without `at` and `rate`, to every request that it can happen to. */
export interface FaultRule {
  fault: FaultName
  /** Numbers of requests, counted from 1 since the rule was given; only requests that the rule applies to count. */
  at?: readonly number[]
  /** Share of the requests, from 0 to 1, drawn from the seed and the request's number. With `at`, in addition to those. */
  rate?: number
  /** Most times that it happens. */
  times?: number
  /** Only to requests of this kind. */
  operation?: CallOperation
  /** The fault's parameter, such as the seconds of a `Retry-After`. The README says what each takes. */
  value?: string | number
}

/** Throws a one-line error if a rule is invalid. */
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
  const operations = known.operations ?? callOperations.filter((each) => each !== 'hook')
  check('operation', operation, operation === undefined || operations.includes(operation), `Pass one of ${operations.join(', ')}`)
  const right = known.value ? `Pass ${known.value.right}` : 'It takes none'
  check('value', value, value === undefined || (known.value?.isFine(value) ?? false), right)
}

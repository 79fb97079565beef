import { checkFaultRule, type FaultName, type FaultRule } from '@callspec/simulator/faults'
import { UsageError } from '../usage-error.js'

const RULE = /^([^=@%]+)(?:=([^@%]+))?(?:@(\d+(?:,\d+)*)|%(\d+(?:\.\d+)?))?$/

/** Parses a `--fault` rule and adds it to the earlier ones: `500@3`, `429-retry-after%5`, `slow=2000@1,4`. */
export function collectFaults(text: string, before: readonly FaultRule[] = []): FaultRule[] {
  const [, fault, value, numbers, percent] = RULE.exec(text) ?? []
  if (fault === undefined) {
    throw new UsageError(
      `Invalid --fault: received "${text}". Pass NAME, NAME@N,N or NAME%PERCENT, with =VALUE after NAME if need be.`,
    )
  }
  if (Number(percent) > 100) throw new UsageError(`Invalid --fault ${text}: received ${percent} percent. Pass 0 to 100.`)
  const rule: FaultRule = {
    // Checked below.
    fault: fault as FaultName,
    ...(value !== undefined && { value: /^\d+(\.\d+)?$/.test(value) ? Number(value) : value }),
    ...(numbers !== undefined && { at: numbers.split(',').map(Number) }),
    ...(percent !== undefined && { rate: Number(percent) / 100 }),
  }
  try {
    checkFaultRule(rule)
  } catch (error) {
    // checkFaultRule throws an Error with a one-line message.
    throw new UsageError(`Invalid --fault ${text}: ${(error as Error).message}`)
  }
  return [...before, rule]
}

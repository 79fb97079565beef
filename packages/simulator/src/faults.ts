// What can be said of faults without any platform: it loads in no time.
export { type FaultName, faultNames } from './faults/catalogue.js'
export { checkFaultRule, type FaultRule } from './faults/fault-rule.js'

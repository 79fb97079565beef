// Web hooks that go astray on the way.
import type { SimulatorDefinition } from '../../define-simulator.js'
import { type Fault, type FaultValue, wholeNumber } from '../fault.js'

const ofHooks = { operations: ['hook'], fits: ({ hooks }: SimulatorDefinition) => hooks !== undefined } as const

export const hooks = {
  'hook-lost': { ...ofHooks, deliver() {} },
  'hook-doubled': {
    ...ofHooks,
    value: wholeNumber('how often more'),
    async deliver({ send }, more: FaultValue = 1) {
      await Promise.all(Array.from({ length: Number(more) + 1 }, () => send()))
    },
  },
  'hook-delayed': {
    ...ofHooks,
    value: wholeNumber('milliseconds'),
    async deliver({ send, wait }, milliseconds: FaultValue = 1000) {
      await wait(Number(milliseconds))
      await send()
    },
  },
  'hook-forged': {
    operations: ['hook'],
    fits: ({ hooks: own }) => own?.signing !== undefined,
    async deliver({ send }) {
      await send({ forged: true })
      await send()
    },
  },
} as const satisfies Record<string, Fault>

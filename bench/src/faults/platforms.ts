import type { SimulatorDefinition } from '../../../packages/simulator/dist/define-simulator.js'
import { simulators } from '../../../packages/simulator/dist/simulators.js'
import { retell, vapi } from '../peers/simulators.ts'

/** The contenders' platforms: Butter pages by cursor and makes no calls; AgentVoice makes them. */
export const platforms = { butter: simulators.butter, agentvoice: simulators.agentvoice, retell, vapi } satisfies Record<
  string,
  SimulatorDefinition
>

export type PlatformChange = (definition: SimulatorDefinition) => SimulatorDefinition

/** Butter with a list whose pages have no rows but are otherwise unchanged. */
export const withoutRows: PlatformChange = (definition) => ({
  ...definition,
  routes: {
    ...definition.routes,
    'GET /api/calls': (request, platform) => {
      const { status, body } = definition.routes['GET /api/calls']!(request, platform)
      return { status, body: { ...(body as object), data: [] } }
    },
  },
})

/** A platform whose errors repeat the request's key. */
export const repeatingKeys: PlatformChange = (definition) => ({
  ...definition,
  errorBody: (message, status) =>
    definition.errorBody(`${message} for the key ${Object.values(definition.credentials).join(' ')}`, status),
})

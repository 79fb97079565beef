import type { AgentRow } from '../../api/answers.js'

/** What an agent is called: its name, else its id. */
export const agentText = ({ agent }: AgentRow): string => agent?.name || agent?.id || 'no agent named'

/** The same with its source, because two accounts may name their agents alike: `Front Desk (acme-eu)`. */
export const agentOfSource = (row: AgentRow): string => `${agentText(row)} (${row.source})`

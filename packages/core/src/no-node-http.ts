/** Stands for node-http.ts under every condition but `node`. */
export const sendOverHttp = undefined
export const unrepeatable = undefined
export const NEVER_SENT = undefined

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308]

export const MAX_REDIRECTS = 5

/** Whether a response is a redirect. Browsers report one that is not followed as a type of its own. */
export const isRedirect = ({ type, status }: Pick<Response, 'type' | 'status'>): boolean =>
  type === 'opaqueredirect' || REDIRECTS.includes(status)

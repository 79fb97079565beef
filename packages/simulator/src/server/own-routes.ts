import type { Answer, Route } from '../define-simulator.js'

/** Routes below the path of an account, like `/Accounts/{AccountSid}`, which has to be the one of the credentials: any other is not found. */
export function ownRoutes(
  account: string,
  notFound: () => Answer,
  routes: Readonly<Record<string, Route>>,
): Record<string, Route> {
  const parameter = /\{(\w+)\}$/.exec(account)?.[1] ?? ''
  const own =
    (route: Route): Route =>
    (request, platform) =>
      request.path[parameter] === platform.credentials.accountSid ? route(request, platform) : notFound()
  return Object.fromEntries(Object.entries(routes).map(([name, route]) => [name.replace(' ', ` ${account}`), own(route)]))
}

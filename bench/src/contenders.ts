import type { ContenderName, Read } from './job.ts'

/** Loads one contender and none of the others. */
export async function loadContender(name: ContenderName): Promise<Read> {
  const loaders: Record<ContenderName, () => Promise<{ read: Read }>> = {
    fetch: () => import('./contenders/fetch.ts'),
    redocly: () => import('./contenders/redocly.ts'),
    retell: () => import('./contenders/retell.ts'),
    vapi: () => import('./contenders/vapi.ts'),
    paginate: () => import('./contenders/paginate.ts'),
    log: () => import('./contenders/log.ts'),
  }
  return (await loaders[name]()).read
}

import { readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Removes what killed exports of a file left beside it; the names contain the id of their process. */
export async function removeLeftOver(path: string): Promise<void> {
  const start = `${basename(path)}.`
  // A folder that cannot be read is reported when the file is opened.
  for (const name of await readdir(dirname(path)).catch(() => [])) {
    const pid = name.startsWith(start) && /^(\d+)-[0-9a-f]{8}\.new$/.exec(name.slice(start.length))?.[1]
    if (pid && !isRunning(Number(pid))) await rm(join(dirname(path), name), { force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Errors of Node's process functions have a code.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

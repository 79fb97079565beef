import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** A disk of a few megabytes, in memory. */
export interface SmallDisk {
  folder: string
  grow(megabytes: number): void
  remove(): void
}

/** Mounts one in a folder, which takes root or a user who may become it without a password. */
export function smallDisk(within: string, megabytes: number): SmallDisk {
  const folder = join(within, 'disk')
  mkdirSync(folder)
  asRoot('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0777`, 'tmpfs', folder)
  return {
    folder,
    grow: (larger) => asRoot('mount', '-o', `remount,size=${larger}m`, folder),
    // Whoever still has a file open keeps it.
    remove: () => asRoot('umount', '--lazy', folder),
  }
}

function asRoot(program: string, ...args: string[]): void {
  const command = process.getuid?.() === 0 ? [program, ...args] : ['sudo', '-n', program, ...args]
  execFileSync(command[0]!, command.slice(1), { stdio: ['ignore', 'inherit', 'inherit'] })
}

// Builds @callspec/cli with its dependencies, then runs the command in this process with the given arguments, in the user's
// folder. Prints nothing of its own unless the build fails, so that `list --json` prints only JSON. Exits with the command's
// code, or 1 if the build fails.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './specs.ts'

build()
process.chdir(process.env.INIT_CWD ?? process.cwd())
// Not an import statement: the file exists only after the build.
await import(pathToFileURL(join(root, 'packages/cli/dist/bin.js')).href)

function build(): void {
  const isWindows = process.platform === 'win32'
  const turbo = join(root, 'node_modules/.bin', isWindows ? 'turbo.cmd' : 'turbo')
  const { status, stdout, stderr, error } = spawnSync(
    turbo,
    ['run', 'build', '--filter=@callspec/cli...', '--output-logs=errors-only'],
    { cwd: root, env: { ...process.env, DO_NOT_TRACK: '1' }, encoding: 'utf8', shell: isWindows },
  )
  if (status === 0) return
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`)
  process.stderr.write(`The build of @callspec/cli failed${error ? ` (${error.message})` : ''}.\n`)
  process.exit(1)
}

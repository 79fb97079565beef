import { list, read } from './files.ts'
import { root } from './specs.ts'

const { packageManager }: { packageManager: string } = JSON.parse(read(root, 'package.json') ?? '')
const PNPM = `npx -y ${packageManager}`
const NOTICE = /^Not published yet: .+\n\n/m

/** Every package's readme, with a line that says how to install it without the registry until it has a version. */
export function* readmes(base: string): Generator<[path: string, text: string]> {
  for (const folder of list(base, 'packages')) {
    const path = `packages/${folder}/README.md`
    const readme = read(base, path)
    const manifest = read(base, 'packages', folder, 'package.json')
    // Missing files are reported by the layout check.
    if (readme === undefined || manifest === undefined) continue
    const bare = readme.replace(NOTICE, '')
    yield [path, JSON.parse(manifest).version === '0.0.0' ? withNotice(bare, folder) : bare]
  }
}

/** Below the first block of code, which says how to install the package. */
const withNotice = (readme: string, folder: string) =>
  readme.replace(/^```\w*\n[\s\S]*?\n```\n\n/m, (install) => `${install}${notice(folder)}\n\n`)

/** Packages whose first block of code starts the command. */
const COMMANDS: Readonly<Record<string, string>> = {
  cli: `in a clone of the repository, \`${PNPM} --silent callspec …\` stands for the command.`,
  mcp: `\`${PNPM} build\` in a clone of the repository; then the command is \`node\`, and its arguments are \`<clone>/packages/cli/dist/bin.js\`, \`mcp\` and \`--demo\`.`,
}

function notice(folder: string): string {
  const instead =
    COMMANDS[folder] ?? `\`${PNPM} build\` in a clone of the repository, then \`npm install ${folders(folder).join(' ')}\`.`
  return `Not published yet: ${instead}`
}

/** Hand-written texts that still say that the packages are not published. */
export function leftoverNotices(base: string): string[] {
  const { version }: { version: string } = JSON.parse(read(base, 'packages/callspec/package.json') ?? '{"version":"0.0.0"}')
  if (version === '0.0.0') return []
  return ['README.md', ...list(base, 'docs').map((file) => `docs/${file}`)]
    .filter((path) => /not\s+published\s+yet/i.test(read(base, path) ?? ''))
    .map((path) => `${path}: says that the packages are not published yet. Fix: say how to install them.`)
}

/** The folders to install: these packages are of no use without a provider. */
function folders(folder: string): string[] {
  const withProvider = ['callspec', 'verify', 'export', 'otel'].includes(folder)
  return [folder, ...(withProvider ? ['<provider>'] : [])].map((name) => `<clone>/packages/${name}`)
}

import { build } from 'esbuild'

/** Code as one ES module for a browser or a worker, as a bundler of a consumer makes it; packages are looked up from a folder, then in others. */
export async function bundle(code: string, folder: string, nodePaths: string[] = []): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: folder },
    nodePaths,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    write: false,
  })
  return outputFiles.map(({ text }) => text).join('')
}

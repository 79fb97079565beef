import { openFile } from './target/open-file.js'

/**
 * Writes a text into a file, which appears under its name when it is complete, and then replaces one of that name. The text comes from a function, which is
 * called when it is sure that the file can be made; if it fails, what was there before stays.
 * @throws CallspecError `invalid-configuration` where there cannot be a file, before the function is called
 */
export async function replaceFile(path: string, make: () => string | Promise<string>): Promise<void> {
  const target = await openFile(path)
  try {
    await target.write(await make())
    await target.finish()
  } catch (error) {
    await target.discard(error)
    throw error
  }
}

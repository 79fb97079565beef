import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { RecordingError } from './recording-error.js'

/** What a file has to be for the rest of it to be requested. */
export interface Version {
  /** A strong entity tag. */
  etag: string
  /** Bytes of the whole file. */
  length: number
}

// Windows has no O_NOFOLLOW.
const { O_RDWR, O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW = 0 } = constants

/** Where a file is while it is under way. */
export const partPath = (file: string): string => `${file}.part`

/** Where it says beside it what that is of. */
export const versionPath = (part: string): string => `${part}.json`

/** The file `<file>.part` of a download that is under way, and beside it `<file>.part.json`, which says what of. Both are private. */
export class PartFile {
  readonly #path: string
  readonly #handle: FileHandle

  private constructor(path: string, handle: FileHandle) {
    this.#path = path
    this.#handle = handle
  }

  /** Opens it, new or as an earlier download left it. The folder is created if it is missing. */
  static async open(file: string): Promise<PartFile> {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    const path = partPath(file)
    const handle = await open(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0o600).catch((error: unknown) => {
      throw isCode(error, 'ELOOP') ? notPlain() : error
    })
    try {
      const stats = await handle.stat()
      // A second name would be changed along with it.
      if (!stats.isFile() || stats.nlink > 1) throw notPlain()
      await handle.chmod(0o600)
      return new PartFile(path, handle)
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  /** Bytes that arrived, and what of; `undefined`: nothing that could be gone on with. */
  async left(): Promise<{ bytes: number; version: Version } | undefined> {
    const { size } = await this.#handle.stat()
    const version = await this.#readVersion()
    return version && size > 0 && size <= version.length ? { bytes: size, version } : undefined
  }

  /** Empties it for another download. Without a version it cannot be gone on with. */
  async begin(version: Version | undefined): Promise<void> {
    // In this order: bytes are never there with the version of others.
    await this.#handle.truncate(0)
    if (!version) return rm(this.#versionPath, { force: true })
    const handle = await open(this.#versionPath, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o600)
    try {
      await handle.writeFile(JSON.stringify(version))
    } finally {
      await handle.close()
    }
  }

  /** Writes all bytes, from a position on. */
  async write(bytes: Uint8Array, position: number): Promise<void> {
    for (let written = 0; written < bytes.length; ) {
      const { bytesWritten } = await this.#handle.write(bytes, written, bytes.length - written, position + written)
      written += bytesWritten
    }
  }

  /** Gives the file its name, once all of it is on the disk. */
  async finish(path: string, bytes: number): Promise<void> {
    const { size } = await this.#handle.stat()
    if (size !== bytes) throw new RecordingError('failed', `The file has ${size} of ${bytes} bytes: something else changed it.`)
    await this.#handle.sync()
    // Before the name: a kill in between costs another download, and leaves nothing behind.
    await rm(this.#versionPath, { force: true })
    await rename(this.#path, path)
    await syncFolder(dirname(path))
  }

  /** Removes what nothing could go on from. */
  async discard(): Promise<void> {
    if (await this.left()) return
    await rm(this.#path, { force: true })
    await rm(this.#versionPath, { force: true })
  }

  close(): Promise<void> {
    return this.#handle.close()
  }

  get #versionPath(): string {
    return versionPath(this.#path)
  }

  async #readVersion(): Promise<Version | undefined> {
    try {
      const { etag, length }: Partial<Version> = JSON.parse(await readFile(this.#versionPath, 'utf8'))
      // A header takes nothing else.
      const isTag = typeof etag === 'string' && /^"[\x21\x23-\x7e]*"$/.test(etag)
      return isTag && Number.isSafeInteger(length) && length !== undefined && length > 0 ? { etag, length } : undefined
    } catch {
      // None, or one that a kill cut off: the download begins anew.
      return undefined
    }
  }
}

const notPlain = () =>
  new RecordingError('failed', 'The .part file is a link or no regular file. Remove it, and let nobody else write to the folder.')

async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder.
  const folder = await open(path, 'r').catch(() => undefined)
  try {
    await folder?.sync()
  } catch (error) {
    if (!isCode(error, 'EINVAL') && !isCode(error, 'EPERM')) throw error
  } finally {
    await folder?.close()
  }
}

/** Whether an error of the file system has this code. */
export const isCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code

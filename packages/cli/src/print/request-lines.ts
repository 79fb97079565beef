import type { Hooks, RequestInfo } from 'callspec'

/** One line per attempt and per retry. Names the operation of the spec and none of its inputs. */
export function requestLines(writeLine: (text: string) => void): Hooks {
  return {
    onResponse: (info) => writeLine(`${label(info)} ${info.status} ${Math.round(info.milliseconds)} ms ${sizeText(info.length)}`),
    onError: (info) => writeLine(`${label(info)} ${info.error.code}`),
    onWait: (info) => writeLine(`${label(info)} waits ${Math.round(info.delayMs / 100) / 10} s: ${info.because}`),
    onRetry: (info) => writeLine(`${label(info)} retry in ${Math.round(info.delayMs / 100) / 10} s after ${info.reason}`),
  }
}

/** The start of each line, as in error messages. */
const label = ({ provider, source, operation }: RequestInfo) =>
  source === undefined || source === provider ? `${provider} ${operation}` : `${provider} (${source}) ${operation}`

function sizeText(length: number): string {
  if (length < 1000) return `${length} B`
  return length < 1_000_000 ? `${Math.round(length / 1000)} kB` : `${(length / 1_000_000).toFixed(1)} MB`
}

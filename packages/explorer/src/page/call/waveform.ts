import WaveSurfer from 'wavesurfer.js'

/** To draw a waveform, the whole file is loaded and decoded: beyond this, that takes more memory than a page should. */
const MOST_BYTES = 20_000_000
/** What decoding brings the sound to: enough for a drawing. */
const SAMPLES_PER_SECOND = 8000
const PEAKS = 2000

/**
 * Draws the waveform of a recording above its player, until the signal is aborted. The player itself goes on loading what it plays, range by range.
 * @returns why there is none, for people; `null`: it is there
 */
export async function drawWaveform(
  container: HTMLElement,
  media: HTMLAudioElement,
  address: string,
  signal: AbortSignal,
): Promise<string | null> {
  const bytes = await sizeOf(address, signal)
  if (bytes > MOST_BYTES) return `No waveform: the recording has ${Math.round(bytes / 1e6)} MB.`
  const response = await fetch(address, { signal })
  const sound = await new OfflineAudioContext(1, 1, SAMPLES_PER_SECOND).decodeAudioData(await response.arrayBuffer())
  signal.throwIfAborted()
  const drawn = WaveSurfer.create({
    container,
    media,
    peaks: [peaksOf(sound)],
    duration: sound.duration,
    height: 56,
    normalize: true,
    barWidth: 2,
    barGap: 1,
    barRadius: 1,
    ...coloursOf(container),
  })
  const scheme = matchMedia('(prefers-color-scheme: dark)')
  const recolour = () => drawn.setOptions(coloursOf(container))
  scheme.addEventListener('change', recolour)
  signal.addEventListener('abort', () => {
    scheme.removeEventListener('change', recolour)
    drawn.destroy()
  })
  return null
}

/** A single byte tells the size of all. */
async function sizeOf(address: string, signal: AbortSignal): Promise<number> {
  const response = await fetch(address, { signal, headers: { range: 'bytes=0-0' } })
  await response.body?.cancel()
  const total = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1]
  return Number(total ?? response.headers.get('content-length') ?? 0)
}

/** The loudest sample of each stretch. */
function peaksOf(sound: AudioBuffer): Float32Array {
  const samples = sound.getChannelData(0)
  const peaks = new Float32Array(Math.min(PEAKS, samples.length))
  const stretch = samples.length / peaks.length
  for (const index of peaks.keys()) {
    let loudest = 0
    for (let at = Math.floor(index * stretch); at < Math.floor((index + 1) * stretch); at++)
      loudest = Math.max(loudest, Math.abs(samples[at] ?? 0))
    peaks[index] = loudest
  }
  return peaks
}

/** A canvas takes colours, not the names of tokens. */
function coloursOf(element: HTMLElement) {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  return { waveColor: colour('--line-strong'), progressColor: colour('--accent'), cursorColor: colour('--text') }
}

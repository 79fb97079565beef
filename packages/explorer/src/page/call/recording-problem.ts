import type { ErrorAnswer } from '../../api/answers.js'

/** Why a recording cannot be played, in the server's words; `null`: it sends it, and the browser cannot read it. */
export async function recordingProblem(address: string): Promise<string | null> {
  try {
    const response = await fetch(address, { headers: { range: 'bytes=0-0' } })
    if (response.ok) {
      await response.body?.cancel()
      return null
    }
    const { error }: ErrorAnswer = await response.json()
    return error
  } catch {
    return 'The command has ended. Run callspec explore again, and open the address that it prints.'
  }
}

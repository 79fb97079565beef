import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { CallAnswer } from '../api/answers.js'
import { CallView } from './call/call-view.js'
import type { CallViewProps } from './contract.js'
import { useMedia } from './controls/use-media.js'
import { useAnswer } from './live/use-answer.js'

export interface CallPanelProps extends Omit<CallViewProps, 'answer' | 'error'> {
  /** The query, the sort and whether people are masked. */
  address: string
  version: number
  /** The position of the call in the table, once it is known. */
  onPosition: (position: number) => void
}

/** The open call: beside the table, on a phone above it. */
export function CallPanel({ address, version, onPosition, ...props }: CallPanelProps) {
  const { callKey, isRedacted } = props
  const asked = `/api/call?${address}&key=${encodeURIComponent(callKey)}`
  const { answer, error } = useAnswer<CallAnswer>(asked, `${callKey} ${isRedacted}`, version)
  const position = answer?.position ?? null
  useEffect(() => {
    if (position !== null) onPosition(position)
    // Told once for each call, as the page was when its answer came.
  }, [position, callKey])
  const Frame = useMedia('(max-width: 700px)') ? Sheet : Side
  return (
    <Frame onClose={props.onClose}>
      <CallView {...props} answer={answer} error={error} />
    </Frame>
  )
}

interface FrameProps {
  onClose: () => void
  children: ComponentChildren
}

function Side({ children }: FrameProps) {
  const side = useRef<HTMLElement>(null)
  useEffect(() => side.current?.focus({ preventScroll: true }), [])
  return (
    <aside ref={side} class="call-side" aria-label="Call" tabIndex={-1}>
      {children}
    </aside>
  )
}

function Sheet({ onClose, children }: FrameProps) {
  const sheet = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    sheet.current?.showModal()
  }, [])
  return (
    <dialog ref={sheet} class="call-sheet" aria-label="Call" onClose={onClose}>
      {children}
    </dialog>
  )
}

import { Icon } from '../marks/icon.js'

export interface RedactionSwitchProps {
  isRedacted: boolean
  onChange: (isRedacted: boolean) => void
}

/** Masks numbers, names and what was said, wherever the page shows them. */
export function RedactionSwitch({ isRedacted, onChange }: RedactionSwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isRedacted}
      class="button switch"
      title={isRedacted ? 'People are masked' : 'Mask numbers, names and what was said'}
      onClick={() => onChange(!isRedacted)}
    >
      <Icon name="shield" />
      <span>Redact</span>
      <span class="switch-track" aria-hidden="true" />
    </button>
  )
}

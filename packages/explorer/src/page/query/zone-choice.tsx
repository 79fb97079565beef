import { useId, useState } from 'preact/hooks'

export interface ZoneChoiceProps {
  timeZone: string
  onChange: (timeZone: string) => void
}

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

/** A zone by its name, or by a part of it. */
export function ZoneChoice({ timeZone, onChange }: ZoneChoiceProps) {
  const list = useId()
  const [isWrong, setIsWrong] = useState(false)
  const choose = (text: string) => {
    const wanted = text.trim().replaceAll(' ', '_').toLowerCase()
    const zone = ZONES.find((known) => known.toLowerCase() === wanted)
    setIsWrong(zone === undefined && wanted !== '')
    if (zone !== undefined && zone !== timeZone) onChange(zone)
    return zone
  }
  return (
    <>
      <input
        class="zone"
        type="text"
        list={list}
        // A list is searched by what the field holds: a click empties it, and what it held comes back unless another zone is chosen.
        key={timeZone}
        defaultValue={timeZone}
        aria-label="Time zone"
        title={`Time zone: ${timeZone}`}
        aria-invalid={isWrong}
        spellcheck={false}
        autocomplete="off"
        onFocus={({ currentTarget }) => {
          currentTarget.placeholder = timeZone
          currentTarget.value = ''
        }}
        onInput={({ currentTarget }) => {
          if (choose(currentTarget.value)) currentTarget.blur()
        }}
        onBlur={({ currentTarget }) => {
          if (!choose(currentTarget.value)) currentTarget.value = timeZone
          setIsWrong(false)
        }}
      />
      <datalist id={list}>
        {ZONES.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  )
}

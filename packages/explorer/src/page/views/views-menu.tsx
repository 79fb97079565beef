import { useState } from 'preact/hooks'
import { Popover } from '../controls/popover.js'
import { useStored } from '../controls/use-stored.js'
import { Icon } from '../marks/icon.js'
import { openView, readViews, type SavedView, saveView, type View } from './saved-view.js'

export interface ViewsMenuProps {
  view: View
  onOpen: (view: View) => void
}

const NONE: SavedView[] = []

/** Saves what is shown under a name, and brings it back. */
export function ViewsMenu({ view, onOpen }: ViewsMenuProps) {
  const [views, store] = useStored('views', NONE, readViews)
  return (
    <Popover
      button={
        <>
          <Icon name="save" />
          <span class="wide">Views</span>
        </>
      }
      label="Saved views"
    >
      {(close) => (
        <div class="views">
          {views.length > 0 && (
            <ul class="menu">
              {views.map((saved) => (
                <li key={saved.name} class="view">
                  <button
                    type="button"
                    class="item"
                    onClick={() => {
                      onOpen(openView(saved))
                      close()
                    }}
                  >
                    <bdi>{saved.name}</bdi>
                  </button>
                  <button
                    type="button"
                    class="button quiet"
                    aria-label={`Delete the view ${saved.name}`}
                    onClick={() => store(views.filter((other) => other !== saved))}
                  >
                    <Icon name="close" />
                  </button>
                </li>
              ))}
            </ul>
          )}
          <SaveForm
            onSave={(name) => {
              store([...views.filter((other) => other.name !== name), saveView(name, view)])
              close()
            }}
          />
        </div>
      )}
    </Popover>
  )
}

function SaveForm({ onSave }: { onSave: (name: string) => void }) {
  const [name, setName] = useState('')
  return (
    <form
      class="save-view"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') onSave(name.trim())
      }}
    >
      <label>
        Save filters, order and columns as
        <input
          type="text"
          value={name}
          maxLength={80}
          placeholder="Failed last week"
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </label>
      <button type="submit" class="button primary" disabled={name.trim() === ''}>
        Save
      </button>
    </form>
  )
}

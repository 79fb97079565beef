import { Dialog } from '../controls/dialog.js'

const KEYS = [
  [['j', '↓'], 'next call'],
  [['k', '↑'], 'previous call'],
  [['Page Down', 'Page Up'], 'a screen further, back'],
  [['Home', 'End'], 'first, last call'],
  [['Enter'], 'open the call'],
  [['Escape'], 'close it'],
  [['/'], 'search'],
  [['?'], 'these keys'],
] as const

export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl class="keys">
        {KEYS.map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}

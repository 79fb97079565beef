import { render } from 'preact'
import type { State } from '../api/answers.js'
import { ask } from './ask.js'
import './page.css'

function Page({ state }: { state: State }) {
  return (
    <main>
      <h1>{state.address}</h1>
    </main>
  )
}

const root = document.querySelector('#page')
if (root) render(<Page state={await ask<State>('/api/state')} />, root)

import { render } from 'preact'
import { App } from './app.js'
import './page.css'
import './controls/controls.css'
import './top/top.css'
import './query/query.css'
import './sources/sources.css'
import './table/table.css'
import './layout.css'

const root = document.querySelector('#page')
if (root) render(<App />, root)

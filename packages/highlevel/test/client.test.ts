import { clientSuite } from '../../core/test/client-suite.js'
import { createHighlevel } from '../src/index.js'

clientSuite('highlevel', createHighlevel)

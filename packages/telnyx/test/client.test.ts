import { clientSuite } from '../../core/test/client-suite.js'
import { createTelnyx } from '../src/index.js'

clientSuite('telnyx', createTelnyx)

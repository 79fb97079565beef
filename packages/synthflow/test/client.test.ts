import { clientSuite } from '../../core/test/client-suite.js'
import { createSynthflow } from '../src/index.js'

clientSuite('synthflow', createSynthflow)

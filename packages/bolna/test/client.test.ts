import { clientSuite } from '../../core/test/client-suite.js'
import { createBolna } from '../src/index.js'

clientSuite('bolna', createBolna)

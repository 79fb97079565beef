// Run by the build. Reads what every built-in provider can do; writes config.schema.json beside dist/, for editors.
import { writeFileSync } from 'node:fs'
import { providers } from '@callspec/all'
import { capabilitiesOf } from '@callspec/provider/capabilities'
import { configSchema } from './config/config-schema.js'

const schema = configSchema(Object.values(providers).map(capabilitiesOf))
writeFileSync(new URL('../config.schema.json', import.meta.url), `${JSON.stringify(schema, null, 2)}\n`)

import { afterAll, beforeAll, describe } from 'vitest'
import { storeSuite } from './store-suite.ts'
import { STORES, type TestStores } from './stores.ts'

describe.each(STORES)('a copy in $name', ({ start }) => {
  let stores: TestStores

  beforeAll(async () => {
    stores = await start()
  })
  afterAll(() => stores?.close())

  storeSuite(() => stores)
})

import { request } from 'node:http'
import { expect, test } from 'vitest'
import type { Simulator } from '../src/index.js'
import { documented } from './all-documented.js'
import { providers, start } from './each.js'

/** The status of the list, asked for with the right credentials under a name; fetch does not let a test set the header. */
const statusAs = (simulator: Simulator, host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { list, headers, constantHeaders } = documented[simulator.provider]
    const sent = { ...constantHeaders, ...headers(simulator.credentials), 'content-type': 'application/json', host }
    const asked = request(simulator.baseUrl + list.path, { method: list.method, headers: sent }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    asked.on('error', reject)
    asked.end(list.body)
  })

const names = ['localhost', 'LOCALHOST', 'sim.localhost', '127.0.0.1', '127.1.2.3', '[::1]']
const strangers = ['example.com', '127.0.0.1.example.com', 'localhost.example.com', 'notlocalhost', '10.0.0.1', '[::2]', '']

test.each(providers)('%s answers under the names of loopback with its own port alone', async (provider) => {
  const simulator = await start(provider)
  const { port } = new URL(simulator.baseUrl)
  for (const name of names) expect([name, await statusAs(simulator, `${name}:${port}`)]).toEqual([name, 200])
  expect(simulator.requests).toHaveLength(names.length)
  for (const name of strangers) expect([name, await statusAs(simulator, `${name}:${port}`)]).toEqual([name, 403])
  for (const host of ['localhost', `localhost:${Number(port) + 1}`, `localhost:${port}:80`, `x@localhost:${port}`])
    expect([host, await statusAs(simulator, host)]).toEqual([host, 403])
  expect(simulator.requests).toHaveLength(names.length)
})

test('a request under a strange name meets no fault and is not numbered', async () => {
  const simulator = await start('butter', { faults: [{ fault: '500', at: [1] }] })
  const { port } = new URL(simulator.baseUrl)
  expect(await statusAs(simulator, `example.com:${port}`)).toBe(403)
  expect(await statusAs(simulator, `localhost:${port}`)).toBe(500)
})

test('further names pass where they are allowed, on any port', async () => {
  const simulator = await start('butter', { allowedHosts: ['Calls.example'] })
  expect(await statusAs(simulator, 'calls.example')).toBe(200)
  expect(await statusAs(simulator, 'calls.example:8443')).toBe(200)
  expect(await statusAs(simulator, 'other.example')).toBe(403)
})

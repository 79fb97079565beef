import { once } from 'node:events'
import { createServer, setGlobalProxyFromEnv } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createAcme, credentials, failure } from './acme.js'

/** A proxy that answers every request with a status, and what it was asked for. */
async function startProxy(status: number): Promise<string[]> {
  const asked: string[] = []
  const proxy = createServer((request, response) => {
    asked.push(`${request.method}`)
    response.writeHead(status).end()
  })
  proxy.on('connect', ({ method }, socket) => {
    asked.push(`${method}`)
    socket.on('error', () => undefined).end(`HTTP/1.1 ${status} X\r\nContent-Length: 0\r\n\r\n`)
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const url = `http://anna:secret@127.0.0.1:${(proxy.address() as AddressInfo).port}`
  const restore = setGlobalProxyFromEnv({ HTTP_PROXY: url, HTTPS_PROXY: url })
  onTestFinished(() => {
    restore()
    proxy.close()
  })
  return asked
}

const create = (baseUrl: string) => createAcme({ ...credentials, baseUrl, allowInsecureHttp: true, retries: 1, random: () => 0 })

test.each(['https://api.acme.test', 'http://api.acme.test'])('a 407 of the proxy on the way to %s says so', async (baseUrl) => {
  const asked = await startProxy(407)
  const [read, made] = [
    await failure(create(baseUrl).send('GET', '/calls')),
    await failure(create(baseUrl).send('POST', '/calls', { body: {} })),
  ]
  const said = '407 invalid-request. A proxy requires credentials. Check the proxy (HTTPS_PROXY).'
  expect([read.message, read.status]).toEqual([`acme GET /calls: ${said}`, 407])
  expect([made.message, made.status, made.sent]).toEqual([`acme POST /calls: ${said}`, 407, false])
  expect(asked).toHaveLength(2)
})

test('a tunnel that the proxy does not make is told by its status, and nothing was sent through it', async () => {
  const asked = await startProxy(502)
  const { code, sent, message } = await failure(create('https://api.acme.test').send('POST', '/calls', { body: {} }))
  expect({ code, sent, message, asked }).toEqual({
    code: 'network',
    sent: false,
    message:
      'acme POST /calls: no response from api.acme.test (Proxy response (502)). Check the proxy (HTTPS_PROXY) and the connection. The request was not sent.',
    asked: ['CONNECT'],
  })
})

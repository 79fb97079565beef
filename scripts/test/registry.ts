// A registry that has no package and takes every one. Prints its port, then a line of JSON for each package it was given.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  const taken = request.method === 'PUT'
  if (taken) {
    const { name, versions } = JSON.parse(body)
    console.log(JSON.stringify({ name, versions: Object.keys(versions), authorization: request.headers.authorization }))
  }
  response.writeHead(taken ? 201 : 404, { 'content-type': 'application/json' }).end('{}')
})
// A server that listens on TCP has an address of this form.
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))

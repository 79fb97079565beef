// A registry that has no package at first and takes every one. Prints its port, then a line of JSON for each package it was given.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const taken = new Map<string, unknown>()

const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  const known = taken.get(decodeURIComponent(request.url ?? ''))
  if (request.method === 'PUT') {
    const { name, versions } = JSON.parse(body)
    taken.set(`/${name}`, { name, versions })
    const dependencies = Object.values<{ dependencies?: object }>(versions)[0]?.dependencies
    console.log(
      JSON.stringify({ name, versions: Object.keys(versions), dependencies, authorization: request.headers.authorization }),
    )
  }
  const status = request.method === 'PUT' ? 201 : known ? 200 : 404
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(known ?? {}))
})
// A server that listens on TCP has an address of this form.
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))

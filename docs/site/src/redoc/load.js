// Redoc from the address that all platforms share, and the description beside the page.
takeOverWhenShown(() => {
  const { bundle, description } = page.dataset
  return Promise.all([import(new URL(bundle, location.href)).then(({ init }) => init), fetch(description).then(readDescription)])
})

/** JSON, which is compressed if the host has left it so. */
async function readDescription(response) {
  const bytes = await response.arrayBuffer()
  const [first, second] = new Uint8Array(bytes, 0, 2)
  const { body } = new Response(bytes)
  const isCompressed = first === 0x1f && second === 0x8b
  return new Response(isCompressed ? body.pipeThrough(new DecompressionStream('gzip')) : body).json()
}

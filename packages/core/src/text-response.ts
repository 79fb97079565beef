let TextResponse: ReturnType<typeof defineTextResponse> | undefined

/**
 * An answer whose body was read already: the text is handed on as it is, where a `Response` made of it would encode it to
 * bytes and decode them again. The lengths are left out; they counted the bytes on the wire.
 */
export function textResponse(response: Response, text: string): Response {
  TextResponse ??= defineTextResponse()
  return new TextResponse(response, text)
}

/** Not before it is needed: where `Response` is first named, Node loads the whole of its `fetch`, and an import would wait for it. */
function defineTextResponse() {
  return class TextResponse extends Response {
    readonly #text: string
    readonly #url: string
    readonly #headers: Headers

    constructor(response: Response, text: string) {
      super(null, { status: response.status, statusText: response.statusText })
      this.#text = text
      this.#url = response.url
      // Beside those of the made response, which would be copied and checked once more.
      this.#headers = new Headers(response.headers)
      this.#headers.delete('content-length')
      this.#headers.delete('content-encoding')
    }

    // A made response has no URL of its own.
    override get url(): string {
      return this.#url
    }

    override get headers(): Headers {
      return this.#headers
    }

    override get body() {
      return this.#fresh().body
    }

    override async text(): Promise<string> {
      return this.#text
    }

    override async json(): Promise<unknown> {
      return JSON.parse(this.#text)
    }

    override blob() {
      return this.#fresh().blob()
    }

    override arrayBuffer() {
      return this.#fresh().arrayBuffer()
    }

    override bytes() {
      return this.#fresh().bytes()
    }

    override formData() {
      return this.#fresh().formData()
    }

    override clone(): TextResponse {
      return new TextResponse(this, this.#text)
    }

    /** The rest is rarely asked for, and made then. */
    #fresh(): Response {
      return new Response(this.#text === '' ? null : this.#text, { headers: this.headers })
    }
  }
}

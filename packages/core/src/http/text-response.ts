import type { Bytes, Incoming, Landed, NodeAnswer } from './raw-response.js'

type Answer = Omit<Incoming, 'readBytes'> & Partial<Pick<NodeAnswer, 'readBytes'>>

let TextResponse: ReturnType<typeof defineTextResponse> | undefined

/**
 * An answer whose body was read already: a text is handed on as it is, where a `Response` made of it would encode it to
 * bytes and decode them again. The lengths are left out; they counted the bytes on the wire.
 */
export function toResponse({ response, body }: Landed): Response {
  TextResponse ??= defineTextResponse()
  return new TextResponse(response, response.body && body)
}

/** What a `Response` may be made with. A reason phrase says nothing that the status does not, and must not cost the answer. */
const REASON_PHRASE = /^[\t -~]*$/

/** Not before it is needed: where `Response` is first named, Node loads the whole of its `fetch`, and an import would wait for it. */
function defineTextResponse() {
  return class TextResponse extends Response {
    /** Let go of when it is read: Node may keep an answer long after its last use. `null`: there is no body, and none to be used up. */
    #content: string | Bytes | null | undefined
    #stream: ReadableStream<Uint8Array<ArrayBuffer>> | null | undefined
    readonly #url: string
    readonly #headers: Headers

    constructor({ status, statusText, url, headers, readBytes }: Answer, content: string | Bytes | null) {
      super(null, { status, statusText: REASON_PHRASE.test(statusText) ? statusText : '' })
      this.#content = content
      this.#url = url
      // Beside those of the made response, which would be copied and checked once more. Those of a `fetch` cannot be changed.
      this.#headers = readBytes ? headers : new Headers(headers)
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

    override get bodyUsed(): boolean {
      return this.#content === undefined
    }

    // Asking for it reads nothing yet. Once it was read, it is a stream that was used up, as every response has it.
    override get body() {
      this.#stream ??= new Response(this.#content === undefined ? '' : this.#content).body
      if (this.#content === undefined) this.#stream?.cancel()
      return this.#stream
    }

    override async text(): Promise<string> {
      const content = this.#take()
      return typeof content === 'string' ? content : new Response(content).text()
    }

    override async json(): Promise<unknown> {
      return JSON.parse(await this.text())
    }

    override async blob() {
      return this.#fresh().blob()
    }

    override async arrayBuffer() {
      return this.#fresh().arrayBuffer()
    }

    override async bytes() {
      return this.#fresh().bytes()
    }

    override async formData() {
      return this.#fresh().formData()
    }

    override clone(): TextResponse {
      const content = this.#content
      this.#take()
      this.#content = content
      return new TextResponse(this, content ?? null)
    }

    #take(): string | Bytes {
      const content = this.#content
      if (content === undefined) throw new TypeError('The body was read already. Clone the response first.')
      if (content !== null) this.#content = undefined
      return content ?? ''
    }

    /** The rest is rarely asked for, and made then. */
    #fresh(): Response {
      return new Response(this.#take() || null, { headers: this.headers })
    }
  }
}

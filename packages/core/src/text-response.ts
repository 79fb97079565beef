import type { Incoming, NodeAnswer } from './incoming.js'

type Answer = Omit<Incoming, 'readText'> & Partial<Pick<NodeAnswer, 'readText'>>

let TextResponse: ReturnType<typeof defineTextResponse> | undefined

/**
 * An answer whose body was read already: the text is handed on as it is, where a `Response` made of it would encode it to
 * bytes and decode them again. The lengths are left out; they counted the bytes on the wire.
 */
export function textResponse(answer: Incoming, text: string): Response {
  TextResponse ??= defineTextResponse()
  return new TextResponse(answer, answer.body && text)
}

/** Not before it is needed: where `Response` is first named, Node loads the whole of its `fetch`, and an import would wait for it. */
function defineTextResponse() {
  return class TextResponse extends Response {
    /** Let go of when it is read: Node may keep an answer long after its last use. `null`: there is no body, and none to be used up. */
    #text: string | null | undefined
    #stream: ReadableStream<Uint8Array<ArrayBuffer>> | null | undefined
    readonly #url: string
    readonly #headers: Headers

    constructor({ status, statusText, url, headers, readText }: Answer, text: string | null) {
      super(null, { status, statusText })
      this.#text = text
      this.#url = url
      // Beside those of the made response, which would be copied and checked once more. Those of a `fetch` cannot be changed.
      this.#headers = readText ? headers : new Headers(headers)
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
      return this.#text === undefined
    }

    // Asking for it reads nothing yet. Once the text was read, it is a stream that was used up, as every response has it.
    override get body() {
      this.#stream ??= new Response(this.#text === undefined ? '' : this.#text).body
      if (this.#text === undefined) this.#stream?.cancel()
      return this.#stream
    }

    override async text(): Promise<string> {
      return this.#take()
    }

    override async json(): Promise<unknown> {
      return JSON.parse(this.#take())
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
      const text = this.#text
      this.#take()
      this.#text = text
      return new TextResponse(this, text ?? null)
    }

    #take(): string {
      const text = this.#text
      if (text === undefined) throw new TypeError('The body was read already. Clone the response first.')
      if (text !== null) this.#text = undefined
      return text ?? ''
    }

    /** The rest is rarely asked for, and made then. */
    #fresh(): Response {
      return new Response(this.#take() || null, { headers: this.headers })
    }
  }
}

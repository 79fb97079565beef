import type { Bytes, Incoming, Landed, NodeAnswer } from './raw-response.js'

type Answer = Omit<Incoming, 'readBytes'> & Partial<Pick<NodeAnswer, 'readBytes'>>

let TextResponse: ReturnType<typeof defineTextResponse> | undefined

/**
 * A `Response` whose body was read already. It returns a text as it is, where a plain `Response` would encode it to bytes and decode them
 * again. The lengths are left out, because they counted bytes on the wire.
 */
export function toResponse({ response, body }: Landed): Response {
  TextResponse ??= defineTextResponse()
  return new TextResponse(response, response.body && body)
}

/** Reason phrases that `Response` accepts. Others are dropped: they say nothing that the status does not. */
const REASON_PHRASE = /^[\t -~]*$/

/** Defined on demand: the first mention of `Response` makes Node load its whole `fetch`, and an import would wait for it. */
function defineTextResponse() {
  return class TextResponse extends Response {
    /** Released when it is read, because Node may keep a response long after its last use. `null`: there is no body. */
    #content: string | Bytes | null | undefined
    #stream: ReadableStream<Uint8Array<ArrayBuffer>> | null | undefined
    readonly #url: string
    readonly #headers: Headers

    constructor({ status, statusText, url, headers, readBytes }: Answer, content: string | Bytes | null) {
      super(null, { status, statusText: REASON_PHRASE.test(statusText) ? statusText : '' })
      this.#content = content
      this.#url = url
      // Instead of the base class's headers, which would be copied and checked again. Those of a `fetch` are immutable.
      this.#headers = readBytes ? headers : new Headers(headers)
      this.#headers.delete('content-length')
      this.#headers.delete('content-encoding')
    }

    // A constructed response has no URL.
    override get url(): string {
      return this.#url
    }

    override get headers(): Headers {
      return this.#headers
    }

    override get bodyUsed(): boolean {
      return this.#content === undefined
    }

    // Getting the stream reads nothing. After reading, it is a used-up stream, like every response's.
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

    /** The other members are rarely used, and created on demand. */
    #fresh(): Response {
      return new Response(this.#take() || null, { headers: this.headers })
    }
  }
}

import type { Bytes, Incoming, Landed, NodeResponse } from './raw-response.js'

type Read = Omit<Incoming, 'readBytes'> & Partial<Pick<NodeResponse, 'readBytes'>>

let TextResponse: ReturnType<typeof defineTextResponse> | undefined

/**
 * A `Response` for a body that was read already. It returns the text as it is; a plain `Response` would encode and decode it again. The
 * length headers are removed; they counted the bytes on the wire.
 */
export function toResponse({ response, body }: Landed): Response {
  TextResponse ??= defineTextResponse()
  return new TextResponse(response, response.body && body)
}

/** The reason phrases that `Response` accepts. Others are dropped; they say no more than the status. */
const REASON_PHRASE = /^[\t -~]*$/

/** Defined on first use: naming `Response` makes Node load its whole `fetch`, which would slow down the import. */
function defineTextResponse() {
  return class TextResponse extends Response {
    /** Released when it is read: Node may keep a response long after its last use. `null`: no body. */
    #content: string | Bytes | null | undefined
    #stream: ReadableStream<Uint8Array<ArrayBuffer>> | null | undefined
    readonly #url: string
    readonly #headers: Headers

    constructor({ status, statusText, url, headers, readBytes }: Read, content: string | Bytes | null) {
      super(null, { status, statusText: REASON_PHRASE.test(statusText) ? statusText : '' })
      this.#content = content
      this.#url = url
      // Kept apart from those of `super`, which would be copied and checked again. Those of a `fetch` are immutable.
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

    // Getting the stream reads nothing yet. After the body was read, it is a used stream, as in every response.
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

    /** A plain response for the methods that are rarely used. */
    #fresh(): Response {
      return new Response(this.#take() || null, { headers: this.headers })
    }
  }
}

// What a server or a runtime says may contain a person's name or number. These functions only let through forms that cannot.

/** The media type of a response, without its parameters. */
export const mediaType = (headers: Headers): string =>
  /^$|^(?:text\/(?:html|plain|xml)|application\/(?:(?:problem\+)?json|xml|octet-stream))(?![^;\s])/i.exec(
    headers.get('content-type') ?? '',
  )?.[0] ?? 'an unknown type'

/** The content encoding by its header, if that is a few short words. */
export const encodingName = (header: string): string =>
  /^(?:\s*[a-z-]{1,10}\d{0,2}\s*(?:,|$)){1,5}$/i.test(header) ? header : 'unknown encodings'

// A UUID, or one word with a digit but without as many digits in a row as a telephone number has; hexadecimal words may have that many.
const ID =
  /^(?:req(?:uest)?[-_])?(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?:(?=\d*[a-f])(?:[\da-f]{16}){1,2}|(?=\w*\d)(?!\w*\d{7})[\da-z]{1,64})(?:-[a-z]{3})?)$/i

/** An id in the form of gateways and frameworks. */
export const isPlainId = (text: string): boolean => ID.test(text)

/** The name of a field, such as `date_from`, `contacts.0.number` or `filter[to]`. */
export const isFieldName = (text: string): boolean =>
  text.length <= 40 && /^_*[a-z][a-zA-Z]*\d?(?:[_.[]([a-zA-Z]+\d?|\d{1,3}(?!\d))?\]?)*$/.test(text)

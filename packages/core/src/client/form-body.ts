/** Writes a body as a form: an array becomes as many pairs, and what has no value none. */
export const formBody = (body: object): string =>
  String(
    new URLSearchParams(
      Object.entries(body).flatMap(([name, value]) => [value ?? []].flat().map((each) => [name, String(each)])),
    ),
  )

/** The media type of a form. */
export const FORM = 'application/x-www-form-urlencoded'

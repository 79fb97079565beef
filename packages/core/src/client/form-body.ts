/** A request whose body may be a form. */
interface FormInit {
  body?: unknown
  params?: { header?: object } | undefined
}

/** Has the body of a request written as a form: an array becomes as many pairs, and what has no value none. */
export type FormBody = <Init extends FormInit>(init: Init) => Init

export const formBody: FormBody = (init) =>
  init.body === undefined
    ? init
    : {
        bodySerializer: toForm,
        ...init,
        params: { ...init.params, header: { ...init.params?.header, 'content-type': 'application/x-www-form-urlencoded' } },
      }

const toForm = (body: object): string =>
  String(
    new URLSearchParams(
      Object.entries(body).flatMap(([name, value]) => [value ?? []].flat().map((each) => [name, String(each)])),
    ),
  )

/** The parameters that the account's credentials fill: name → name of the credential, with what names the account. */
export type FillParameters = (
  names: Readonly<Record<string, string>> | undefined,
  ids: Readonly<Record<string, string>>,
) => Record<string, unknown>

export const fillParameters: FillParameters = (names = {}, ids) =>
  Object.fromEntries(Object.entries(names).map(([parameter, name]) => [parameter, ids[name]]))

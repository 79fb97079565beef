/** `$.data.calls` as `['data', 'calls']`, and `$`, which is the whole, as `[]`. */
export function path(jsonPath: string): string[]
export function path(jsonPath: string | undefined): string[] | undefined
export function path(jsonPath: string | undefined): string[] | undefined {
  return jsonPath?.split('.').slice(1)
}

/** An address without its port, with it, and with the standard port of its scheme: which of these is signed is not always documented. */
export function urlVariants(url: string): string[] {
  const [whole, scheme = '', host = ''] = /^(https?:\/\/)((?:[^/?#@]*@)?(?:\[[^\]]*\]|[^/?#:]*))(?::\d*)?/i.exec(url) ?? []
  if (whole === undefined) return [url]
  const rest = url.slice(whole.length)
  return [...new Set([url, scheme + host + rest, `${scheme}${host}:${/^https/i.test(scheme) ? 443 : 80}${rest}`])]
}

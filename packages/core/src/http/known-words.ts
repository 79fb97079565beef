/** What may be told of what Node, Bun and Deno say of a request that failed: codes, and words that are known. */
export const KNOWN_WORDS =
  /\b(?:(?:E[A-Z]{3}|(?:UND_)?ERR_|HPE_|UNABLE_TO_|Z_|ZSTD_)\w+|[A-Z_]*CERT_?[A-Z_]*|ConnectionRefused|fetch failed|Failed to fetch|Load failed|NetworkError|bad port|socket hang up|other side closed|terminated|[Cc]onnection (?:was )?(?:refused|reset|closed)|incorrect header check|content-encodings|connect|read)\b|^Proxy (?:response|Authentication Required) \(\d{3}\)/g

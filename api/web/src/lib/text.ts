/** What bytes of a text say: UTF-8 with or without a mark, or else what Chinese Windows
 * writes (GB 18030). A character that is cut off at the end is left out. */
export function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return new TextDecoder('gb18030').decode(bytes, { stream: true })
  }
}

const looks: Record<string, string> = { '0': 'O', '1': 'I', '8': 'B', '-': '' } // what looks like a letter of base 32 is one

/** What somebody typed, pasted or scanned at the gate: a code, a link, or the number of a
 * form; without what is around it. */
export function typedCode(typed: string): string {
  const text = typed.replace(/\s/g, '').replace(/[\uff01-\uff5e]/g, (ch) => String.fromCharCode(ch.charCodeAt(0) - 0xfee0)) // as Chinese keyboards may write it
  return /\/(?:g|gate)\/([^/?#]+)/.exec(text)?.[1] ?? text.replace(/\/+$/, '')
}

/** The codes that may be meant by it, the likeliest first. */
export function codesOf(code: string): string[] {
  return [...new Set([[...code].map((ch) => looks[ch] ?? ch).join('').toUpperCase(), code, code.toUpperCase()])]
}

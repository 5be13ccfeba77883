import { api, got, type Shape } from '@/api/client'

type Row = Shape<'InboxRow'>
const most = 10 // pages that are looked through for one row

/** A page of what the person asked for earlier of a kind, or of a form of the company, and that
 * has the words. A page may be empty and yet have one after it: after a few of these it is
 * asked whether to look further. */
export async function earlier(of: Shape<'StartView'>, words: string, from?: string): Promise<{ rows: Row[]; next?: string }> {
  const kind = of.form ? of.kind + '/' + of.form : of.kind
  let cursor = from
  for (let n = 0; n < most; n++) {
    const query = { box: 'started' as const, kind, q: words || undefined, cursor }
    const page = await got(api.GET('/api/v1/inbox', { params: { query } }))
    const rows = page.rows.filter((r) => r.state.state !== 'draft')
    cursor = page.next
    if (rows.length || !cursor) return { rows, next: cursor }
  }
  return { rows: [], next: cursor }
}

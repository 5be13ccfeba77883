/** The clauses that a view carries out, by the beginning of its address; the longest counts. */
const clauses: Record<string, string[]> = {
  '/inbox': ['approval.digest', 'approval.deadline', 'approval.proxy'],
  '/cases': ['approval.need-to-know', 'approval.own-case', 'approval.revoke'],
  '/start': ['approval.form', 'approval.own-case'],
  '/drafts': ['approval.digest', 'approval.form'],
  '/exceptions': ['authority.exception'],
  '/standing': ['approval.never-stuck'],
  '/figures': ['approval.deadline'],
  '/gate': ['sample.gate'],
  '/registers': ['approval.record'],
  '/rules': ['authority.matrix'],
  '/rules/who': ['authority.matrix', 'approval.default'],
  '/rules/forms': ['approval.form', 'approval.fields'],
  '/rules/parameters': ['approval.parameters', 'approval.deadline'],
  '/house/accounts': ['approval.in-force'],
  '/house/sessions': ['approval.in-force'],
  '/house/calendar': ['approval.deadline'],
  '/house/audit': ['approval.record'],
  '/house/factors': ['approval.step-up'],
  '/house/away': ['approval.absence', 'approval.proxy'],
  '/house': ['approval.post', 'approval.empty-seat', 'approval.proxy'],
  '/me': ['approval.step-up'],
}

/** The ids of the clauses to quote for an address. */
export function clausesOf(path: string): string[] {
  const at = Object.keys(clauses).filter((p) => path === p || path.startsWith(p + '/')).sort((a, b) => b.length - a.length)[0]
  return at ? clauses[at]! : []
}

// Kinds of documents that are not filled in as a form but in an editor of their own.
const editors: Record<string, string> = { parameter_change: '/rules/parameters', matrix_change: '/rules/matrix/edit' }

/** The address of the editor of a kind, of one case where it is named; undefined for kinds
 * that are filled in as a form. */
export function editorOf(kind: string, id?: string): string | undefined {
  const editor = editors[kind]
  return editor && editor + (id ? '?case=' + id : '')
}

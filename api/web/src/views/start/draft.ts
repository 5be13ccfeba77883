import { ref } from 'vue'
import { api, got, gotVersion } from '@/api/client'
import type { FormValue } from '@/forms/spec'
import { t } from '@/i18n'
import { useBackup, type Beginning } from './backup'
import { rawOf, useContent } from './content'
import { useSaving } from './saving'
import { clauseText } from './specs'
import { useSubmitting } from './submitting'

export type { Beginning } from './backup'

/** A draft that is saved as it is typed. It comes into being with its first change;
 * what could not be saved is kept in the browser until it is. */
export function useDraft(onNew: (id: string) => void) {
  const content = useContent()
  const backup = useBackup()
  const saving = useSaving(content, backup, onNew)
  const copied = ref('')
  const restored = ref(false)
  const subject = ref('') // the case that it is about
  let again: () => Promise<void> = () => Promise.resolve()

  async function begin(from: Beginning): Promise<void> {
    again = () => begin(from)
    backup.of(from)
    content.kind.value = from.kind
    const starts = (await got(api.GET('/api/v1/starts'))).rows
    content.name.value = starts.find((r) => r.kind === from.kind && (r.form ?? '') === (from.form ?? ''))?.name ?? (from.subject ? t('start.about.' + from.kind) : '')
    if (from.form) content.form.value = (await got(api.GET('/api/v1/forms'))).rows.find((f) => f.code === from.form)
    content.show(from.copy ? await copyOf(from.copy) : subjectOf(from))
    subject.value = from.subject ?? ''
    if (from.clause) content.names.value[from.clause] = await clauseText(from.clause)
    saving.settled()
    restored.value = saving.restore()
  }

  async function copyOf(id: string): Promise<FormValue> {
    const c = await got(api.GET('/api/v1/cases/{id}', { params: { path: { id } } }))
    content.takeNames(c)
    copied.value = c.kindName + ' ' + (c.number ?? '')
    const { version: _, ...document } = rawOf(c)
    return document
  }

  async function open(id: string): Promise<void> {
    again = () => open(id)
    const { body, tag } = await gotVersion(api.GET('/api/v1/cases/{id}', { params: { path: { id } } }))
    backup.of(id)
    content.takeCase(body)
    subject.value = body.subject ?? ''
    saving.take(body, tag)
    content.show(rawOf(body))
    saving.settled()
    restored.value = saving.restore()
    await content.signers.look(id)
  }

  // In turn: a draft that is just coming into being is discarded once it has its id.
  const discard = () => saving.inTurn(async () => {
    if (saving.id.value) await got(api.DELETE('/api/v1/cases/{id}', { params: { path: { id: saving.id.value } } }))
    saving.settled()
    backup.forget()
  })

  /** Takes what the house has, and forgets what was typed here. */
  async function reload(): Promise<void> {
    backup.forget()
    await (saving.id.value ? open(saving.id.value) : again())
  }
  return { ...content, ...saving, ...useSubmitting(saving), copied, restored, subject, begin, open, discard, reload }
}

const subjectOf = ({ subject, clause }: Beginning): FormValue => (subject ? { subject, ...(clause ? { clause } : {}) } : {})

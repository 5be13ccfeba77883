import type { Shape } from '@/api/client'

type Rule = Shape<'RuleView'>
type Sentence = Shape<'SentenceView'>

/** Whether all words are somewhere in the clause: its number, text, parameters or steps. */
export function ruleFits(rule: Rule, words: string): boolean {
  const text = [rule.id, rule.source, rule.zh, rule.en, rule.manual ?? '', ...rule.parameters.flatMap((p) => [p.name, p.label]), ...rule.steps.flatMap((s) => [s.kindName, s.stepName])].join(' ').toLowerCase()
  return words.toLowerCase().split(/\s+/).every((w) => text.includes(w))
}

/** The parameters in which two versions of a rulebook differ. */
export function parameterDifferences(was: Record<string, unknown>, now: Record<string, unknown>): { key: string; was?: unknown; now?: unknown }[] {
  return [...new Set([...Object.keys(was), ...Object.keys(now)])].sort().filter((k) => JSON.stringify(was[k]) !== JSON.stringify(now[k])).map((key) => ({ key, was: was[key], now: now[key] }))
}

const written = (s: Sentence) => [s.number, s.verbs.map((v) => v.value).join('|'), s.kinds.map((k) => k.value).join('|'), s.words.map((w) => w.value).join(' '), s.allow, s.clause?.id].join(',')

/** The rules that only one of two versions of the policy has. */
export function ruleDifferences(was: Sentence[], now: Sentence[]): { how: 'added' | 'removed'; rule: Sentence }[] {
  const [a, b] = [new Set(was.map(written)), new Set(now.map(written))]
  return [...was.filter((s) => !b.has(written(s))).map((rule) => ({ how: 'removed' as const, rule })), ...now.filter((s) => !a.has(written(s))).map((rule) => ({ how: 'added' as const, rule }))]
}

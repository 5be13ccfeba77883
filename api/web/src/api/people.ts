import { api, got, type Shape } from './client'

/** People by name, number or the initials of the pinyin; the first of all where no words
 * are given. */
export async function peopleCalled(words: string): Promise<Shape<'PersonRow'>[]> {
  return (await got(api.GET('/api/v1/people', { params: { query: { q: words } } }))).rows
}

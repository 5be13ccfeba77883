import { t } from '@/i18n'
import { signInAgain } from '@/session/again'
import { online } from './online'
import { atWork, personHeader } from './person'
import { Refusal, type Problem } from './refusal'

/** How many bytes a file may have at most; the house refuses more. */
export const fileMost = 20 << 20

/** Why a file is not sent at all: it is too large; nothing where it may be. */
export function unsendable(file: File): Refusal | undefined {
  if (file.size <= fileMost) return undefined
  return new Refusal({ status: 413, key: 'file-too-large', title: t('shell.tooLarge'), detail: t('shell.fileTooLarge', { name: file.name, most: fileMost >> 20 }) })
}

/** Sends a file, and tells how far it is; after a session has ended it is sent again when the
 * person has signed in. A Refusal is thrown where it is not taken. */
export async function upload<T>(address: string, file: File, far: (part: number) => void): Promise<T> {
  const never = unsendable(file)
  if (never) throw never
  let answer = await once(address, file, far)
  if (answer.status === 401) {
    await signInAgain()
    answer = await once(address, file, far)
  }
  if (answer.status >= 200 && answer.status < 300) return answer.body as T
  throw new Refusal({ ...(answer.status ? (answer.body as Problem | null) : { key: 'offline' }), status: answer.status })
}

interface Answer {
  status: number
  body: unknown
}

// XMLHttpRequest tells how far an upload is; fetch does not.
function once(address: string, file: File, far: (part: number) => void): Promise<Answer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const body = new FormData()
    body.append('file', file)
    request.open('POST', address)
    request.setRequestHeader(personHeader, atWork.id)
    request.responseType = 'json'
    request.upload.onprogress = (e) => far(e.total ? e.loaded / e.total : 0)
    request.onload = () => resolve({ status: request.status, body: request.response })
    request.onerror = () => {
      online.value = false
      resolve({ status: 0, body: undefined })
    }
    request.send(body)
  })
}

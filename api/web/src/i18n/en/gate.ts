import type { Widen } from '..'
import type zh from '../zh-CN/gate'

const words: Widen<typeof zh> = {
  title: 'Gate', code: 'Code of the gate pass', codeHint: 'Scan the QR code of the pass with a phone camera, or type the code below it or paste the link here; the number of a form shows how it stands.', check: 'Check',
  unknown: 'There is no such pass, or it has not come to the gate yet. Check the code on the paper.', waiting: 'Waiting to go out', waitingNone: 'No samples wait to go out.', register: 'Register of gate passes',
  released: 'Let out', release: 'Let it out', used: 'Used before: do not let it out', usedWhen: '{by} let it out on {at}.', incomplete: 'Not complete: do not let it out', complete: 'Complete: count the goods',
  countGoods: 'Count the goods line by line and type the numbers.', keepInside: 'The goods stay inside; the applicant sees to it.', customer: 'Customer', applicant: 'Applicant', validUntil: 'Valid until',
  signedFor: '{n} signed for', inLedger: '{n} in the ledger', another: 'Check another pass',
}
export default words

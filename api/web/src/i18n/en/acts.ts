export default {
  asksSign: 'Your signature is asked for', asksYou: 'You are asked to: {what}', as: 'As {post}', opinion: 'Opinion', opinionHint: 'Not needed to agree; refusing and sending back need a reason.', reason: 'Reason', reasonMissing: 'Say why.', remark: 'Remark (optional)',
  backTo: 'Send back to', applicant: 'the applicant; signatures that the change does not touch stand', applicantWhole: 'the applicant, and every round again', backRound: 'round {n}, then straight back to me', backWhole: 'round {n}, and everything since again',
  people: { transfer: 'Transfer to', delegate: 'Delegate to', copy: 'Copy to', add_signer: 'Signers' }, peopleHint: 'Name, number or pinyin initials',
  where: 'Where', wheres: { before: 'Before me', together: 'With me', after: 'After me' }, how: 'How', hows: { all: 'All must sign', any: 'One is enough', turn: 'One after another' },
  says: { answer: 'Answer', ask: 'Question', advise: 'Advice' }, ofWhom: '{name}: {who}',
  another: 'The text was changed while you were here. Look at what changed before you sign.', anotherSeen: 'I have seen the changes',
  form: 'Number of the form', formHint: 'Samples are handed over against the form in force: compare it with the paper.', voucher: 'Voucher', voucherHint: 'Number of the receipt or voucher.', signedFor: '{n} approved', countMissing: 'Fill in how many, as a whole number; 0 if there are none.', drawnLedger: 'drawn {drawn}, ledger {ledger}',
  code: 'Code', codeHint: 'This signature asks you to prove that it is you: the six digits of your app, or a passkey.', passkey: 'Sign with a passkey',
  revise: 'Change and submit again', gateHint: 'Check the pass against the goods on the gate page.', gate: 'Release: to the gate page', toDo: 'To do: {what}', withdrawHint: 'The case ends, and signatures on it no longer count.',
}

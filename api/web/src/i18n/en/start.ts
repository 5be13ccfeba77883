export default {
  title: 'Start', draft: 'Fill in', choose: 'What is to be done?', none: 'From your posts nothing can be started now.', plainOnly: 'Fill in on the plain page', revise: 'Change and submit again',
  saving: 'Saving…', saved: 'Saved {time}', unsaved: 'Not saved yet', saveFailed: 'Not saved; what you typed is still here and is tried again.', conflict: 'This draft was changed elsewhere. Loading it again takes the other one.', reload: 'Load again', keep: 'Keep mine',
  submit: 'Check and submit', resubmit: 'Submit again', confirm: 'Look once more', confirmText: 'Submitting gives it a number and asks for signatures; they bind what it says now.', sure: 'Submit', faults: '{n} things are still missing', discard: 'Discard', discardSure: 'The draft and its attachments are removed for good.', copied: 'Copied from {what}: please check.', copyFrom: 'Start another like this',
  askException: 'Where it is needed, ask the general manager for an exception',
  optional: 'optional', choose1: 'Choose', search: 'Name, code or pinyin initials', addLine: 'Add a line', removeLine: 'Remove line {n}', lineN: 'Line {n}', totals: 'Total {kg} kg · {money}', fromWarehouse: 'not being made: from the warehouse',
  signer: 'You choose who signs: {step}', signerN: 'choose {n}',
  files: 'Attachments', upload: 'Upload files', uploading: 'Uploading {name}', filesHint: 'pdf, png, jpg, txt, csv, xlsx, docx, at most 20 MB each.', removeFile: 'Remove {name}', who: 'Who will sign',
  wrongNumber: 'Write a number.',
  fields: { customer: 'Customer', purpose: 'Purpose', free: 'Payment', wantedOn: 'Wanted on', remark: 'Remark', lines: 'Samples', variety: 'Variety', size: 'Size', pieces: 'Pieces', grams: 'Weight (kg)', month: 'Month', reason: 'Reason', clause: 'Clause to be excepted from', subject: 'Draft it is about' },
  free: { free: 'Free of charge (head of department and general manager sign)', paid: 'At the normal price (the cashier takes the money first)' }, sizes: { whole: 'Whole cone', half: 'Half cone', small: 'Small' },
  restored: 'What you typed last time and could not be saved is back in the form; check it.', dropRestored: 'Drop it', yesNo: { true: 'Yes', false: 'No' },
  earlier: 'From an earlier one: {what}', fromEarlier: 'From an earlier one', noEarlier: 'Nothing of yours was found.',
}

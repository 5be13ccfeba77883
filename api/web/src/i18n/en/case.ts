export default {
  title: 'Case', noNumber: 'Draft', document: 'Document', lines: 'Lines', ownRule: 'Company rule', digest: 'Digest', subject: 'About', print: 'Print', plain: 'Plain page',
  columns: { line: 'No.', variety: 'Variety', size: 'Size', pieces: 'Pieces', weight: 'Weight (kg)', price: 'Price', amount: 'Amount', given: 'Given', taken: 'Taken', case: 'Form', drawn: 'Drawn', ledger: 'Ledger', difference: 'Difference' },
  total: 'Total', freeNote: 'free of charge', fromWarehouse: 'from the warehouse', differs: 'differs', agrees: 'agrees',
  waiting: 'Waiting for', anyOne: 'one is enough', vacant: 'vacant', dueWhy: 'How the deadline counts', barred: 'Not for you', whoCould: 'Who could, and why', couldTitle: '{what}: who could', couldSeats: 'These posts can do it now', couldNone: 'No seat waits for it now.', couldRules: 'The rules in their order (as they stand for you)', holds: 'holds', fails: 'does not hold', decides: 'decides', allows: 'allows', refuses: 'refuses',
  steps: 'Steps and signatures', attempt: 'attempt {n}', round: 'Round {n}', forWhom: 'for {name}', added: 'added', fell: 'fell after a change', ahead: 'ahead',
  ofPosts: '{mode}: {n} posts', anyOf: 'one of {n} posts',
  maybe: 'It may also come to',
  flow: 'Diagram', flowAlt: 'The steps: {steps}', flowStart: 'Submitted', flowEnd: 'End',
  exceptions: 'Exceptions', files: 'Attachments', noFiles: 'No attachments.', upload: 'Add a file', remove: 'Remove', preview: 'Preview', download: 'Download',
  history: 'History', entry: 'entry {n}', machine: 'System', comments: 'Discussion', say: 'Say something', sayLabel: 'Comment', mention: 'Mention (they are told)', send: 'Send', attach: 'Attach files', noComments: 'Nothing has been said yet.',
  changed: 'This case has just changed; the page is up to date.', receipt: '{what}: done', receiptEntry: 'entry {n}', next: 'Next task', back: 'Back to the inbox', refusedBy: 'Refused under', clocks: 'Time taken', clockHours: '{n} working hours',
  draftHint: 'This is a draft; it has not been submitted.', edit: 'Go on editing', discard: 'Discard', toAct: 'To the answer',
}

export default {
  title: 'Inbox', boxes: 'Boxes', todo: 'To do', done: 'Done', started: 'Started by me', copied: 'Copied to me',
  filter: 'Filter', words: 'Search', kind: 'Kind', anyKind: 'All kinds', due: 'Deadline', anyDue: 'Any', overdue: 'Overdue', today: 'Due today', clear: 'Clear filters',
  days: 'Narrow by date', openedFrom: 'Applied for from', openedTo: 'Applied for until', dueUntil: 'Due until',
  empty: { todo: 'Nothing waits for you. New matters appear here by themselves.', done: 'You have not done anything yet.', started: 'You have not started anything yet.', copied: 'Nothing was copied to you.' },
  none: 'Nothing matches these filters.', more: 'Show more', loaded: '{n} listed', noNumber: 'Draft', proxyFor: 'for {name}', fresh: 'new',
  ownForms: 'Own forms',
  select: 'Select {what}', selectAll: 'Select all that can be signed together', selected: '{n} selected', sign: 'Sign together', unselect: 'Clear', doneAt: 'Done', applied: 'Applicant', updated: 'Updated', copiedAt: 'Copied', start: 'Start something',
  steps: { title: 'Demonstration: what to try', mine: 'As you are now:', all: 'A sample from the wish to the gate, and who does what', you: 'you', away: 'Put away for good', switch: 'To be somebody else sign out at the top right and choose a person on the sign-in page.' },
  batch: {
    title: 'Sign several', intro: 'A signature binds what is shown here. Look at each, then sign them together.', comment: 'Opinion (written on each)', sign: 'Sign these {n}', reading: 'Reading the contents…',
    left: 'These cannot be signed together', exception: 'Exceptions are signed one at a time', notYours: 'Not yours to sign now', result: '{ok} signed, {bad} not', okay: 'Signed', open: 'Open', close: 'Done', most: 'At most 50 in one go', remove: 'Leave this one out', lines: '{n} lines',
  },
}

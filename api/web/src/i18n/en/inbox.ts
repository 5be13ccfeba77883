export default {
  title: 'Inbox', boxes: 'Boxes', todo: 'To do', done: 'Done', started: 'Started by me', copied: 'Copied to me',
  filter: 'Filter', words: 'Search', kind: 'Kind', anyKind: 'All kinds', due: 'Deadline', anyDue: 'Any', overdue: 'Overdue', today: 'Due today', clear: 'Clear filters',
  days: 'Narrow by date', openedFrom: 'Applied for from', openedTo: 'Applied for until', dueUntil: 'Due until',
  empty: { todo: 'Nothing waits for you. New matters appear here by themselves.', done: 'You have not done anything yet.', started: 'You have not started anything yet.', copied: 'Nothing was copied to you.' },
  none: 'Nothing matches these filters.', noneYet: 'Nothing matches so far; there are more that were not looked at yet.', more: 'Show more', further: 'Look further',
  loaded: '{n} in all', loadedOf: '{n} of {all} listed', loadedSome: '{n} listed, and there are more', toSign: 'to sign', toDo: 'to do: {what}', noNumber: 'Draft', proxyFor: 'for {name}', fresh: 'new',
  select: 'Select {what}', selectAll: 'Select the {n} listed here that can be signed together', selected: '{n} selected', sign: 'Sign together', unselect: 'Clear', start: 'Start something',
  steps: { title: 'Demonstration: what to try', mine: 'As you are now:', all: 'A sample from the wish to the gate, and who does what', you: 'you', away: 'Put away for good', switch: 'To be somebody else sign out at the top right and choose a person on the sign-in page.' },
  batch: {
    title: 'Sign several', intro: 'A signature binds what is shown here. Look at each, then sign them together.', comment: 'Opinion (written on each)', sign: 'Sign these {n}', reading: 'Reading the contents…',
    exception: 'Exceptions are signed one at a time', rules: 'A change of the rules is signed by itself', notYours: 'Not yours to sign now', proof: 'You must prove that it is you: sign it by itself', fills: 'Something must be filled in: sign it by itself', result: '{ok} signed, {bad} not', allSigned: 'All {ok} signed', okay: 'Signed', close: 'Done', most: 'The first {n} are signed now; the others stay selected', lookAt: 'Everything it says', remove: 'Leave this one out', lines: '{n} line | {n} lines',
  },
}

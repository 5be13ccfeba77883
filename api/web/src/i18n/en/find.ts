export default {
  title: 'Find a case', words: 'Search', kind: 'Kind', anyKind: 'All kinds', state: 'State', anyState: 'All states', hint: 'Number, applicant, customer, variety and the like, or pinyin initials; only what you may see is listed.',
  states: { running: 'Being signed', returned: 'Sent back', effective: 'In force', done: 'Done', refused: 'Refused', withdrawn: 'Withdrawn', revoked: 'Void' },
  none: 'Nothing was found.', noneYet: 'There is no case yet that you may see.', clear: 'Clear filters', more: 'Show more', loaded: '{n} listed', list: 'What was found',
}

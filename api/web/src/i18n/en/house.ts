import type zh from '../zh-CN/house'
import type { Widen } from '..'

export default {
  title: 'Company', organisation: 'Organisation', import: 'Import', away: 'Proxies and absences', calendar: 'Calendar', accounts: 'Accounts', sessions: 'Sessions and tokens', audit: 'Audit',
  company: 'Company', search: 'Find', all: 'All', none: 'none', noMatch: 'Nothing matches.', clear: 'Clear', more: 'Show more', shownN: '{n} shown', no: 'Number', back: 'Back to the organisation',
  rank: { gm: 'General manager', deputy_gm: 'Deputy general manager', head: 'Head', deputy_head: 'Deputy head', staff: 'Staff' },
  org: {
    sums: '{day}: {units} departments, {posts} posts of which {vacant} vacant, {people} people', fold: 'Fold all', unfold: 'Unfold all', on: 'Day', searchHint: 'Name, number, post, pinyin initials', onlyVacant: 'Vacant posts only',
    empty: 'There are no departments. Import the organisation first.', postsN: '{n} posts', vacantN: '{n} vacant', deputyOf: 'deputy of {post}', from: 'from {day}', begun: 'Since', until: 'until {day}', vacant: 'vacant', vacantSince: 'vacant since {day}',
    post: 'Post', person: 'Person', unit: 'Department', code: 'Code', superior: 'Superior', deputy: 'Deputy of', ended: 'Ended on', heldBy: 'Who held it', nobodyEver: 'Nobody has held it yet.', tillNow: 'now', now: 'holds it now', left: 'Left on', email: 'E-mail', phone: 'Telephone', holds: 'Posts held', noPosts: 'No posts are recorded.',
  },
  imp: {
    file: 'Choose a file', intro: 'Upload a workbook (.xlsx) or a CSV file, look at the differences, then import. You can drop it here.', template: 'Download the template', choose: 'Choose a file…', another: 'Choose another file…', endMissing: 'End what the file does not have', endMissingHint: 'Nothing is removed: departments, posts and holdings end today; people count as having left.',
    sending: 'Uploading…', working: 'Comparing…', faults: 'Rows that are wrong', faultsN: '{n} things to mend; nothing was imported', faultsDo: 'Mend these rows in the file and upload it again.', differences: 'Differences', same: 'The file says what is there already. Nothing to import.',
    kind: 'Kind', what: 'Change', op: { added: 'new', changed: 'changed', ended: 'ended' }, kept: '{n} more rows are not in the file and stay as they are.', bring: 'Import these {n}', done: '{n} imported', sure: 'End these?', sureText: 'This import ends {n}: accounts, sessions and proxies of those who leave end at once. Please look again.',
  },
  pw: { once: 'A first password is shown this once. Hand it over in person or by a safe way; it is changed at the first sign-in.', no: 'Number', name: 'Name', login: 'Login', password: 'First password', more: '{n} more are in the file.', copy: 'Copy', save: 'Save as a file', file: 'first-passwords' },
  cal: {
    title: 'Calendar of {year}', worked: '{n} working days', unknown: 'The holidays of this year are not known yet. Until they are, deadlines that fall into it cannot be counted; this is said and not guessed.', saved: 'Saved. Open deadlines are counted again and their holders told.', holiday: 'holiday', workday: 'make-up workday', free: 'weekend', work: 'working day', own: 'the company’s own', changed: 'not saved', how: 'Click a day to make it free or a working day; see what it changes, then save.',
    list: 'Days that differ from the week', none: 'None.', changesN: '{n} changes are not saved.', moved: '{n} of {open} open deadlines will move.', lost: '{n} could not be counted any more.', set: '{n} can be counted now.', try: 'See what it changes', keep: 'Save', discard: 'Discard', leave: 'There are changes that are not saved. Leave?',
    law: 'By law: {name}', kind: 'This day', kindOf: { week: 'As the law or the week says', holiday: 'Nobody works', workday: 'A working day' }, name: 'Name', nameEn: 'English name', source: 'Source (document number)', note: 'Note it',
  },
  acc: {
    intro: 'Administrators look after accounts and see no business. Every act is recorded in the audit.', searchHint: 'Name, number, login, pinyin initials', kind: 'State', kinds: { with: 'with an account', without: 'without an account', locked: 'locked', suspended: 'suspended', never: 'never signed in', 'must-change': 'must change the password', administrators: 'administrators' },
    empty: 'There is nobody yet. Import the organisation first.', person: 'Person', login: 'Login', state: 'State', lastSignIn: 'Last sign-in', factors: 'Proof when signing', open: 'Sessions and tokens', openN: '{sessions} sessions, {tokens} tokens', noAccount: 'no account', never: 'never', app: 'app', noApp: 'no app', passkeysN: '{n} passkeys', recoveryN: '{n} recovery codes left',
    suspended: 'suspended', locked: 'locked until {at}', mustChange: 'must change the password', administrator: 'administrator', fine: 'in order', account: 'Account', self: 'This is your own account; another administrator looks after it.', newLogin: 'Login', loginHint: 'Small letters, digits or . _ @ -', openIt: 'Open the account',
    unlock: 'Unlock', reset: 'Reset the password…', endAll: 'End all sessions…', suspend: 'Suspend…', resume: 'Resume', reason: 'Reason',
    ask: { reset: '{name} gets a new first password; all sessions and tokens end at once.', suspend: '{name} cannot sign in or act in any way; sessions and tokens end at once. Tasks go to the deputy or the superior as during an absence, and what is undone comes back when the suspension ends.', sessions: '{name} has to sign in again on every device.' },
    yes: { reset: 'Reset the password', suspend: 'Suspend', sessions: 'End all sessions' },
    did: { unlock: 'Unlocked.', resume: 'Resumed.', suspend: 'Suspended.', sessions: 'All sessions have ended.', session: 'The session has ended.', token: 'The token is revoked.' },
  },
  ses: { intro: 'Ending a session or revoking a token takes effect at once and is recorded in the audit.', sessions: 'Sessions', tokens: 'API tokens', noSessions: 'Nobody is signed in.', noTokens: 'There are no tokens in force.', where: 'Address and device', began: 'Signed in', last: 'Last used', token: 'Name', until: 'Ends', lastUsed: 'Last used', unused: 'never used', end: 'End', revoke: 'Revoke', unknown: 'unknown device', seen: 'last used {at}', ends: 'ends {at}', used: 'last used {at}' },
  aud: { intro: 'Every change of accounts, organisation and calendar: who, when, to whom, what. It grows and never changes.', searchHint: 'Name, number or pinyin of either', kind: 'What', from: 'From', until: 'Until', at: 'Time', whom: 'Whom', by: 'By', detail: 'Details', empty: 'Nothing is recorded yet.', xlsx: 'Export to Excel', csv: 'Export as CSV' },
  awy: {
    give: 'Give a proxy', enter: 'Enter an absence', enterFor: 'Enter a colleague’s absence', today: 'Who stands in for whom today', nobody: 'Nobody is away today.', backOn: 'back on {day}', suspended: 'suspended', byProxy: '{name} by proxy', byPost: '{post} {name}', waits: 'tasks wait for the return', tasksN: '{n} tasks',
    proxies: 'Proxies that I gave and received', noProxies: 'There are no proxies. Before you travel you can let a colleague sign for you.', companyProxies: 'Proxies of the company', noCompanyProxies: 'No proxies are in force or ahead.', from: 'From', to: 'To', period: 'Period', reach: 'Kinds of cases', limit: 'Limit', revoke: 'Revoke', inForce: 'in force', revoked: 'revoked', over: 'over', coming: 'ahead', allKinds: 'all kinds', noLimit: 'none',
    absences: { mine: 'My absences', company: 'Absences of the company' }, noAbsences: 'No absences are entered. A leave that is approved is entered by itself.', who: 'Person', note: 'Note', now: 'away', leave: 'approved leave', end: 'Back early', endSure: 'The absence of {name} from {from} to {until} ends today; tasks go back.',
    giveHint: 'A proxy gives the power to sign and no right to read; it cannot be passed on, and top secret cases are excluded. It ends by itself and can be revoked at any time.', first: 'First day', last: 'Last day', reachHint: 'None chosen means all kinds.', limitYuan: 'Limit in yuan', limitHint: 'Empty means none.', giveIt: 'Give the proxy',
    wrong: { agent: 'Choose a person.', period: 'Give the last day, not before the first.', limit: 'Give an amount such as 5000 or 5000.50.' },
  },
} satisfies Widen<typeof zh>

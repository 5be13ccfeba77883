export default {
  brand: 'Countersign', skip: 'Skip to the content', menu: 'Menu', close: 'Close', sections: 'Main navigation', plain: 'Plain pages (phone, gate, paper)',
  search: 'Search the inbox', searchHint: 'Number, applicant, pinyin initials', account: 'My account', theme: 'Appearance',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  password: 'Password and sessions', proxies: 'Proxies', rules: 'Clauses', signOut: 'Sign out',
  notices: 'Notices', noticesN: 'Notices, {n} unread', noNotices: 'No notices', allRead: 'Mark all as read',
  offline: 'The connection to the server is interrupted. What you typed is kept and goes on when it is back; an act that was not sent can be clicked again and is never done twice.', offlineTitle: 'The server did not answer',
  broken: 'Something went wrong on this page', again: 'Try again', loading: 'Loading…',
  missing: 'There is no such page', missingText: 'The address is wrong, or you may not see it.',
  sessionOver: 'Your session has ended', sessionOverText: 'Sign in again and go on where you were; everything you typed is still there.', login: 'Login', passwordField: 'Password', signIn: 'Sign in', signInPage: 'Use the sign-in page',
  keys: 'Keyboard',
  keyOf: { help: 'Show these keys', search: 'Search', gi: 'Go to the inbox', gd: 'Go to done', gs: 'Go to started by me', gc: 'Go to copied to me', gn: 'Go to start', j: 'Next', k: 'Previous', x: 'Select or not', Enter: 'Open', a: 'Sign what is selected', Esc: 'Close a dialog' },
  save: 'Save', cancel: 'Cancel', clause: 'Clause', source: { house: 'this product', all: 'all regulations' }, copied: 'Copied', or: 'or',
}

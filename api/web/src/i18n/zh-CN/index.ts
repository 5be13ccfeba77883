import acts from './acts'
import cases from './case'
import due from './due'
import find from './find'
import inbox from './inbox'
import shell from './shell'
import start from './start'

export default { shell, due, inbox, find, case: cases, acts, start }

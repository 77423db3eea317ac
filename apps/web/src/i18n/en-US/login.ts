export default {
  title: 'Sign in', unit: 'Video integration and operations', number: 'Number', password: 'Password', show: 'Show', hide: 'Hide', submit: 'Sign in', submitting: 'Signing in', forgot: 'Forgot it? Ask the security administrator',
  line1: 'See every camera,', line2: 'account for every view.', closed: 'This system lives in a closed video network without internet',
  recordTitle: 'Every view is recorded', recordText: 'Watching, playback, PTZ and export go to the trail: who, when, which camera, how long, why.', recordLock: 'A session ends after 15 idle minutes; five wrong passwords lock the account for 15 minutes.',
  needNumber: 'Enter your number', needPassword: 'Enter your password', over: 'The session ended, sign in again', capsLock: 'Caps Lock is on',
  setup: {
    title: 'First set-up', note: 'Creates the first system administrator. The link works once', name: 'Name', again: 'Password again', submit: 'Create account', noToken: 'The link is not complete', noTokenNote: 'Open the set-up link as printed at start, with the part after #', differs: 'The passwords differ', short: 'At least {{n}} characters, three of: small letters, capitals, digits, signs',
    done: 'Account created, sign in', needName: 'Enter your name', warnTitle: 'A system administrator cannot watch video', warn: 'System administrators manage devices, accounts and settings; the right to watch is granted apart. System, security and audit administration belong to three different people.',
  },
} as const;

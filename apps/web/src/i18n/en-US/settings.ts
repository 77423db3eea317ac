export default {
  title: 'Settings', openHint: 'double click or Enter opens', chooseNode: 'Choose a node', forbiddenNote: 'Your role does not include this',
  section: { sites: 'Places', organisation: 'Organisation', credentials: 'Credentials', people: 'People', preferences: 'Preferences', about: 'About' },
  note: { organisation: 'The trees that places hang on', sites: 'Places that own points: where they belong, ranges, gateway', credentials: 'Accounts that read device identity, by place or range', people: 'Who may do what, and where', preferences: 'Look and language of this computer', about: 'Version and mode' },
  site: {
    name: 'Name', kind: 'Kind', police: 'Police station', governance: 'Governance', maintenance: 'Maintained by', address: 'Address', cidrs: 'Ranges', gateway: 'Gateway', cameras: 'Cameras / planned', position: 'Position', lng: 'Longitude', lat: 'Latitude', planned: 'Planned', show: 'show',
    positionNote: 'WGS-84, six decimals', cidrsNote: 'one a line; discovery and credentials find the place by them', gatewayNote: 'asked first when a whole place is dark', new: 'New place', search: 'Name, address, range', none: 'No places yet', noneNote: 'Cameras need a place to belong to; a ledger import can create them too', noMatch: 'No place matches', sum: '{{n}} places',
  },
  node: {
    tree: 'Tree', trees: { police: 'Police', governance: 'Governance', maintenance: 'Maintenance', network: 'Network' }, kinds: { city: 'City', 'command-centre': 'Command centre', district: 'District', station: 'Station', beat: 'Beat', street: 'Street', community: 'Community', grid: 'Grid', contractor: 'Contractor', crew: 'Crew', core: 'Core', switch: 'Switch', uplink: 'Uplink' },
    name: 'Name', kind: 'Kind', parent: 'Below', top: 'none: a root of the tree', parentNote: 'stays where it is entered: scopes and published groups hang on it', new: 'New node', search: 'Name, pinyin', none: 'No nodes in this tree yet', noneNote: 'Enter stations, streets and maintainers first, then hang places on them', noMatch: 'No such node', sites: '{{n}} places', sum: '{{n}} nodes', hint: 'click a node to rename it',
  },
  credential: {
    name: 'Name', for: 'For', cidrs: 'Ranges', username: 'Account', password: 'Password', tries: 'Results', changedAt: 'Changed', whole: 'whole district', version: 'version {{n}}', retired: 'retired', triesText: '{{accepted}} accepted, {{rejected}} rejected',
    rule: 'Each version is tried once per device so that none is locked; passwords are written, never read', new: 'New credentials', change: 'Change', changeTitle: 'Change password · {{name}}', changeTo: 'Save as version {{n}}', changeNote: 'The next discovery tries the new version once per device', writeOnly: 'Encrypted at rest; nobody can read it back',
    forNote: 'credentials belong to one place', cidrsNote: 'empty: the ranges of the place', retire: 'Retire', retireSure: 'Retire “{{name}}”?', retireNote: 'It is no longer used; accepted devices fall back to protocol answer', none: 'No credentials yet', noneNote: 'Without them only public facts of a device can be read',
  },
  person: {
    number: 'Number', name: 'Name', unit: 'Unit', roles: 'Roles', scope: 'Scope', seen: 'Last seen', state: 'State', whole: 'whole district', active: 'active', disabled: 'disabled', locked: 'locked to {{at}}', new: 'New person', search: 'Number, name, unit', none: 'Nobody matches', sum: '{{n}} people',
    reset: 'Reset password', resetSure: 'Reset the password of {{name}}?', once: 'Shown only once:', disable: 'Disable', enable: 'Enable', disableSure: 'Disable {{name}}?', disableNote: 'All sessions end within a minute', password: 'First password', passwordNote: 'at least 10 characters, three of upper, lower, digit, sign',
    scopeNote: 'sees only cameras below this node; none means the whole district', separate: 'System, security and audit admin must be three people', separateNote: 'system, security and audit admin are never one person',
  },
  role: {
    'command-operator': 'Command operator', 'shift-lead': 'Shift lead', 'station-operator': 'Station operator', 'governance-viewer': 'Governance viewer', 'grid-worker': 'Grid worker', 'site-owner': 'Site owner', crew: 'Crew', 'contractor-lead': 'Contractor lead', inspector: 'Inspector',
    'system-admin': 'System admin', 'security-admin': 'Security admin', 'audit-admin': 'Audit admin',
  },
  preference: { theme: 'Look', density: 'Density', densityNote: 'Comfortable: larger text, rows of 40', language: 'Language', note: 'Look and density stay with this computer, the language with your account.' },
  about: {
    version: 'Version', database: 'Database', embedded: 'embedded PostgreSQL', external: 'external PostgreSQL', queue: 'Queue', mode: 'Mode', demo: 'demo: all cameras are simulated', real: 'real', serverTime: 'Server time', clock: 'This clock', clockText: '{{s}} s off the server',
    link: 'Status channel', licence: 'Licence', refused: 'No face recognition, no number plates, no tracks of people; every view is on record.',
  },
} as const;

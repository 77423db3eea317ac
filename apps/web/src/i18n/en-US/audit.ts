export default {
  title: 'Audit', note: 'Who did what, when, and what came of it; append only', person: 'Number', action: 'Action', anyAction: 'Action: all', anyOutcome: 'Outcome: all', oneCamera: 'one camera only', onlyThis: 'Only this camera', system: 'System', line: 'Line {{n}}',
  detail: 'Detail', hash: 'Hash', chain: 'Each line is chained to the one before; a change or a cut is found by verification', empty: 'Nothing recorded yet', emptyFiltered: 'Nothing matches the filter',
  column: { seq: 'No.', at: 'Time', who: 'Who', unit: 'Unit', action: 'Action', object: 'Object', outcome: 'Outcome', reason: 'Reason', client: 'From' },
  outcome: { done: 'done', refused: 'refused', failed: 'failed' },
  objects: { camera: 'camera', person: 'person', site: 'place', node: 'node', ledger: 'ledger', import: 'import', discovery: 'discovery', candidate: 'candidate', 'credential-set': 'credentials', organisation: 'organisation', route: 'page' },
  actions: {
    'log-in': 'Log in', 'log-out': 'Log out', 'set-up': 'First set-up', 'see-camera': 'See camera', 'check-camera': 'Check now', 'camera-enter': 'Enter camera', 'camera-edit': 'Edit file',
    'camera-bulk-edit': 'Edit many', 'ledger-export': 'Export ledger', 'ledger-import': 'Import ledger', 'discovery-start': 'Start discovery', 'discovery-cancel': 'Stop discovery',
    'candidates-accept': 'Accept devices', 'candidates-ignore': 'Ignore devices', 'candidates-restore': 'Restore devices', 'candidate-resolve': 'Resolve conflict', 'organisation-import': 'Import organisation',
    'node-enter': 'New node', 'node-rename': 'Rename node', 'site-enter': 'New place', 'site-change': 'Edit place', 'credential-create': 'New credentials', 'credential-replace': 'Change password of devices',
    'credential-retire': 'Retire credentials', 'person-add': 'New person', 'person-change': 'Edit person', 'person-disable': 'Disable person', 'person-enable': 'Enable person',
    'person-reset-password': 'Reset password',
  },
} as const;

export default {
  title: 'Audit', note: 'Who did what, when, and what came of it; append only', person: 'Number', action: 'Action', anyAction: 'Action: all', anyOutcome: 'Outcome: all', oneCamera: 'one camera only', onlyThis: 'Only this camera', system: 'System', line: 'Line {{n}}',
  detail: 'Detail', hash: 'Hash', chain: 'Each line is chained to the one before; a change or a cut is found by verification', empty: 'Nothing recorded yet', emptyFiltered: 'Nothing matches the filter',
  column: { seq: 'No.', at: 'Time', who: 'Who', unit: 'Unit', action: 'Action', object: 'Object', outcome: 'Outcome', reason: 'Reason', client: 'From' },
  outcome: { done: 'done', refused: 'refused', failed: 'failed' },
  actions: {
    'log-in': 'Log in', 'log-out': 'Log out', 'set-up': 'First set-up', refused: 'Refused', 'create-camera': 'Create camera', 'edit-camera': 'Edit file', 'edit-cameras': 'Edit many', 'check-camera': 'Check now', 'export-ledger': 'Export ledger',
    'start-import': 'Upload sheet', 'apply-import': 'Apply import', 'abandon-import': 'Give up import', 'start-discovery': 'Start discovery', 'cancel-discovery': 'Stop discovery', 'accept-candidate': 'Accept device', 'ignore-candidate': 'Ignore device', 'restore-candidate': 'Restore device',
    'resolve-candidate': 'Resolve conflict', 'create-site': 'Create place', 'edit-site': 'Edit place', 'create-credentials': 'New credentials', 'change-password': 'Change password', 'retire-credentials': 'Retire credentials', 'create-person': 'New person', 'edit-person': 'Edit person',
    'disable-person': 'Disable person', 'enable-person': 'Enable person', 'reset-password': 'Reset password', 'export-trail': 'Export audit',
  },
} as const;

export default {
  title: 'Ledger · one camera, one file', all: '{{n}} cameras', found: '{{n}} cameras match', import: 'Import', new: 'New camera', selected: '{{n}} selected', unselect: 'Unselect',
  grid: { all: 'Select all on this page', one: 'Select this row', pages: 'Pages' },
  column: {
    state: 'State', site: 'Estate', name: 'Name', address: 'Address', gbCode: 'GB code', model: 'Vendor · model', ip: 'IP', pointClass: 'Class', network: 'Network', codec: 'Codec · size',
    archiveScore: 'File', since: 'In this state for', reason: 'Reason', evidence: 'Evidence', channel: 'Channel', rtspPort: 'RTSP port', position: 'Position', lifecycle: 'Lifecycle',
  },
  columns: { button: 'Columns {{n}} / {{of}}', title: 'Columns shown', reset: 'Reset' },
  network: { 'video-private': 'Video net', government: 'Government', 'internet-vpn': 'VPN', public: 'Internet' },
  lifecycle: { planned: 'Planned', installing: 'Installing', trial: 'Trial', 'in-service': 'In service', suspended: 'Suspended', replaced: 'Replaced', retired: 'Retired' },
  siteKind: {
    'old-estate': 'Old estate', 'urban-village': 'Urban village', 'street-shop': 'Street shops', 'crowded-place': 'Crowded place', government: 'Government', 'vital-site': 'Vital site', school: 'School',
    hospital: 'Hospital', enterprise: 'Enterprise', community: 'Community', road: 'Road', park: 'Park', transport: 'Transport', other: 'Other',
  },
  missing: { coordinates: 'No position', gbCode: 'No GB code', serial: 'No serial', mac: 'No MAC' },
  filter: {
    label: 'Filter', words: 'Name, code, IP, MAC, serial', node: 'Area', state: 'State', pointClass: 'Class', vendor: 'Vendor', network: 'Network', siteKind: 'Place', lifecycle: 'Lifecycle', missing: 'Missing',
    more: 'More', nothing: 'Nothing to choose', without: 'Remove {{name}}', save: 'Keep this filter', saveName: 'Name this filter', saveNote: 'Kept in this browser only; to share it, copy the address', saved: '{{name}}', forget: 'Forget filter {{name}}',
  },
  export: { xlsx: 'Excel (xlsx)', csv: 'CSV · UTF-8', gb: 'CSV · GB18030' },
  tree: {
    label: 'Area tree', which: 'Organised by', police: 'Police', governance: 'Governance', site: 'Places', fold: 'Hide area tree', unfold: 'Show area tree', search: 'Name or pinyin initials', none: 'No areas in your scope',
    noneNote: 'An administrator can add them under Settings · Places, or import a ledger', noMatch: 'No area matches', offline: '{{n}} offline',
  },
  empty: {
    filtered: 'No camera matches the filter', filteredNote: 'Loosen one condition or clear the filter', none: 'The ledger is empty', noneNote: 'Import a sheet, or accept devices found under Discovery', noScope: 'No cameras in your scope yet', discover: 'Go to discovery',
  },
  bulk: {
    open: 'Edit selected', title: 'Edit {{n}} cameras', add: 'Add a field to change', none: 'Choose fields to change', noneNote: 'Fields that name one camera (name, GB code, IP) cannot be set for many', without: 'Do not change {{name}}',
    field: 'Field', old: 'Old', new: 'New', empty: '(empty)', emptied: 'cleared', sum: '{{changed}} will change, {{same}} already have the new value. ', rest: '{{n}} more are not listed; they are written the same way.',
    why: 'Why (required, goes to the change record)', apply: 'Write {{n}} cameras', done: '{{n}} cameras written; see Changes of each file',
  },
} as const;

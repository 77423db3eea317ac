export default {
  crumbs: 'Place',
  tab: { label: 'Camera file', overview: 'Overview', facts: 'File', health: 'Health', outages: 'Outages', changes: 'Changes' },
  gone: { title: 'No such camera, or outside your scope', note: 'Look for it in the ledger by name or address', back: 'Back to the ledger' },
  head: {
    noCode: 'no GB code', lasting: 'for {{for}}', byParent: 'judged with its parent', checkedAt: 'checked {{at}}', class: '{{name}}', keyArea: 'Key public area', net30: 'Net, 30 days', net90: 'Net, 90 days', gross90: 'Gross, 90 days',
    outages: 'Outages, 90 days', times: '', mttr: 'Mean repair', hours: 'h', minutes: 'min', score: 'File complete', fraction: 'up {{num}} s / assessed {{den}} s', noHealth: 'No health data received',
  },
  check: { last: 'Last check', result: 'Just checked', button: 'Check now', never: 'Never checked yet', justNow: 'now', waiting: 'checking, {{s}} s', failed: 'Not checked' },
  probe: { rtsp: 'L1 RTSP answer', onvif: 'L1 ONVIF hello' },
  verdict: { up: 'fine', down: 'no answer', unknown: 'not judged' },
  strip: { title: '90 days', note: 'one cell a day, filled to the share of the day', label: 'States of the last {{n}} days; arrow keys go day by day', today: 'today', nothing: 'no data' },
  weekday: { '0': 'Sun', '1': 'Mon', '2': 'Tue', '3': 'Wed', '4': 'Thu', '5': 'Fri', '6': 'Sat' },
  latency: { title: 'Response time · 30 days', middle: 'median {{n}} ms', label: 'Response time: median {{middle}} ms, highest {{high}} ms', none: 'No response time measured yet', gap: 'not measured', now: 'now' },
  outages: { title: 'Outages', sum: '{{n}} in 90 days · {{h}} h', none: 'No outage in 90 days', noneNote: 'An outage is recorded once an absence is confirmed', span: 'From – to', length: 'Length', cause: 'Cause', state: 'State', unknown: 'not known' },
  probes: { title: 'Last checks', note: 'L1: connection and handshake', none: 'No checks yet', noneNote: 'The first comes within a minute of entry', at: 'Time', kind: 'Check', result: 'Result', ms: 'Took' },
  changes: { title: 'Changes', note: 'append only', none: 'No changes yet', noneNote: 'Each change keeps who, when, old, new and why', at: 'Time', who: 'Who', system: 'System', why: 'Why' },
  facts: {
    title: 'Main facts', device: 'Device', model: 'Vendor, model', firmware: 'Firmware, serial', address: 'Address', channel: 'channel {{n}}', recorder: 'Recorder', place: 'Place', where: 'Address', position: 'Position', uplink: 'Switch port',
    management: 'Management', owner: 'Managed by', maintainer: 'Maintained by', warranty: 'Warranty to',
  },
  group: { identity: 'Identity', place: 'Place', kind: 'Kind', security: 'Security', network: 'Network', recording: 'Recording', management: 'Management', state: 'State', other: 'Other' },
  form: { groups: 'Groups of fields', gaps: '{{n}} missing', missing: 'missing', none: '—', required: 'required', version: 'version {{n}}', why: 'Why (required, goes to the change record)', save: 'Save {{n}} changes' },
  conflict: {
    title: 'Somebody changed this file before you saved', choose: 'Both changed the same field: choose one by one', apart: 'The other changes are in other fields and can be merged', base: 'When opened', theirs: 'Theirs, saved', mine: 'Yours', kept: 'They also changed these, kept as they are:',
    left: '{{n}} to choose', back: 'Back to the form', save: 'Save as chosen',
  },
  create: { title: 'New camera', site: 'Place', siteChoose: 'Choose a place', note: 'A name and a place are enough to save; gaps count against file completeness', save: 'Create file' },
} as const;

export default {
  title: 'Outages', views: 'View', open: 'By root cause', singles: 'Single', closed: 'Recovered', site: 'Site', allSites: 'All', kindAll: 'All',
  kind: { camera: 'single', site: 'site', observer: 'prober' },
  cause: 'Root cause', where: 'Site', affected: 'Affected', lasting: 'For', state: 'State', since: 'First failure', recoveredAt: 'Recovered',
  ofTotal: '{{affected}} of {{total}} cameras', singlesTitle: 'Single outages', singlesNote: 'no shared uplink, {{n}} cameras; longest first', closedSingles: 'Single, recovered',
  none: 'No open outage', noneNote: 'A camera is offline only after repeated failures were confirmed', noneClosed: 'No recovered outage yet', noneHere: 'No outage at this site', clearSite: 'Show all sites',
  choose: 'Choose an outage to see its course and evidence',
  detail: {
    offline: 'offline of {{total}}', unknown: 'unknown of {{total}}', single: 'single', lasting: 'For', lasted: 'Lasted', first: 'First failure', share: 'Effect on rate', course: 'Course', evidence: 'Evidence', cameras: 'Affected cameras', ledger: 'Open in ledger', file: 'Open file', all: '{{n}} more in the ledger',
    together: '{{n}} of {{total}} failed within {{s}} s', apart: 'First failures spread over {{span}}, {{n}} cameras', time: 'Time', target: 'Target', layer: 'Layer', result: 'Result', prober: 'Seen from', noEvidence: 'No probe records kept', noTimeline: 'No course recorded',
  },
  what: {
    'first-fail': 'First failed check', firstFail: 'First failed check', confirmed: 'Confirmed offline', grouped: 'Grouped', opened: 'Outage opened', notified: 'Notified', recovering: 'Recovery began', recovered: 'Recovered', closed: 'Closed', planned: 'Planned', excused: 'Excused', blind: 'Prober cut off', 'first-ok': 'First answer',
  },
  whatNote: { 'first-fail': 'dated back to here', firstFail: 'dated back to here' },
  pending: { recovered: 'Recovered', recoveredNote: 'waits for good checks in a row', closed: 'Closed', closedNote: 'decided by checks, not by a click' },
  result: { timeout: 'timeout', refused: 'refused', unreachable: 'unreachable', up: 'answered', down: 'no answer', ok: 'fine', unknown: 'unknown', auth: 'password refused', tls: 'TLS failed', protocol: 'wrong answer', 'no-frame': 'stream without picture', clock: 'clock off', 'our-fault': 'our own fault' },
} as const;

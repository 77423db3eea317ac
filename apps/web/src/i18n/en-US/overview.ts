export default {
  rate: {
    title: 'Online rate', instant: 'instant', evidence: 'evidence {{level}} · {{word}}', roundEnded: 'round ended {{at}}', noRound: 'first round running', judged: '/ {{den}} judged',
    short: 'Below contract {{threshold}} %, ', shortBy: '{{n}} cameras short', pass: 'Contract {{threshold}} % met', noPass: 'Coverage too low to judge the contract', none: 'No camera judged yet',
    lower: 'lower {{v}}', upper: 'upper {{v}}', contract: 'contract {{v}}', coverage: 'Coverage', unknown: 'Unknown', excluded: 'Not counted', how: 'How computed · check one by one', axis: 'Online rate {{rate}}, lower {{lower}}, upper {{upper}}, contract {{contract}}',
  },
  ledger: {
    title: 'Ledger {{n}} cameras', note: '{{sites}} sites · in service and assessed {{assessed}}', all: 'Whole ledger', normal: '{{n}} normal', countedOnline: 'counted online', grouped: '{{n}} in {{roots}} groups', single: 'all single',
    unknownNote: 'not judged', blind: 'prober cut off', maintenanceNote: '{{n}} not in use', yesterday: 'Against yesterday', noYesterday: 'No data of yesterday at this time yet', changes: '{{n}} changes in 1 h, {{f}} flapping muted',
    empty: 'No cameras yet', emptyNote: 'Discover devices, or import a ledger', goDiscover: 'Discover', goImport: 'Import a ledger',
  },
  outages: {
    title: 'Outages', enter: 'Open', roots: '{{n}} root causes', share: 'cameras · {{pct}} % of offline', singles: 'Single', singlesUnit: 'cameras', none: 'No grouped outage', noneNote: 'Offline cameras share no uplink', quiet: 'No open outage',
    oldest: 'oldest {{age}}', fix: 'Repairing the top {{n}} brings the rate to', lines: 'cameras',
  },
  trend: {
    '24h': 'Last 24 hours', '30d': 'Last 30 days', '12m': 'Last 12 months', tab24h: '24 h', tab30d: '30 d', tab12m: '12 mo', label: 'Span',
    note24h: 'hourly net time rate, shade from lower to upper bound', note30d: 'daily net time rate, shade from lower to upper bound', note12m: 'monthly net time rate, shade from lower to upper bound', today: 'today net {{net}} % · gross {{gross}} %',
    contract: 'contract {{v}}', now: 'now', todayTick: 'today', thisMonth: 'this month', net: 'net', gross: 'gross', lower: 'lower', upper: 'upper',
    firstDay: 'Measuring has just begun: net availability {{net}} % so far', young: 'Measured since {{at}}, {{age}} so far', youngNote: 'Less than two full {{unit}}: no line can be drawn yet', none: 'Nothing measured yet', noneNote: 'Starts when cameras are in the ledger and the first round is done', hour: 'hours', day: 'days', month: 'months', look24h: 'Show 24 h', soFar: 'net {{net}} % so far',
  },
  groups: { title: 'Groups', label: 'Group by', police: 'Station', governance: 'Street', site: 'Site', vendor: 'Vendor', access: 'Access', offline: 'offline', contract: 'contract {{v}}', empty: 'No groups to compare', emptyAccess: 'No way of access to compare', unnamed: 'not filled' },
  worst: {
    title: 'Worst {{n}} sites', note: 'by offline cameras; in brackets, cameras under the root cause', site: 'Site', police: 'Station', rate: 'Online rate', offline: 'Offline', unknown: 'Unknown', spark: '7 days', delta: 'vs yesterday', cause: 'Suspected cause', view: 'View',
    single: 'Mostly single, no shared uplink', whole: 'whole site · {{reason}}', none: 'No site has offline cameras', noneNote: 'Every judged camera is online', noDelta: '–', points: 'points',
  },
  how: {
    title: 'How the online rate is computed', formula: 'Formula', rate: 'rate = online ÷ (online + offline)', lower: 'lower = online ÷ (online + offline + unknown): every unknown taken as offline', upper: 'upper = (online + unknown) ÷ (online + offline + unknown): every unknown taken as online', coverage: 'coverage = (online + offline) ÷ assessed',
    population: 'Population', filter: 'Filter', filterText: 'trial or in service, commissioned, not decommissioned, not suspended, not in approved maintenance', count: 'Ledger', assessed: 'Assessed', excludedRow: 'Not counted', excludedText: 'maintenance {{m}} · disabled {{d}} · not commissioned {{n}}', evidence: 'Evidence', evidenceText: '{{level}} {{word}}; {{share}} % of them E2 (authenticated answer)', rule: 'Rule version', computed: 'Computed', threshold: 'Contract', pass: 'Verdict',
    passText: 'decided on the fraction, not on the two printed digits; {{n}} short', passed: 'met', failed: 'not met', noPass: 'coverage below 90 %, not judged',
    sql: 'The same number by SQL', sqlNote: 'Run it on the database: online, offline and unknown must agree', lists: 'Check one by one', unknownNote: 'Unknown is in neither part of the fraction; it only moves coverage and bounds. Degraded cameras (password rejected, clock off) do answer and count as online.', online: 'Online {{n}}', offline: 'Offline {{n}}', unknown: 'Unknown {{n}}', degraded: 'Degraded {{n}}', day: 'Time rate today', dayText: 'net {{net}} % · gross {{gross}} % · coverage {{coverage}} %',
  },
} as const;

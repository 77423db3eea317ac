export default {
  product: 'Fengsui', subtitle: 'Video integration and operations', network: 'District video network',
  nav: { overview: 'Overview', outages: 'Outages', cameras: 'Ledger', discovery: 'Discovery', audit: 'Audit', settings: 'Settings', sim: 'Simulator', collapse: 'Collapse', expand: 'Expand', main: 'Main' },
  search: { placeholder: 'Search camera / site / code / IP', none: 'Nothing found for “{{q}}”', sites: 'Sites', cameras: 'Cameras', hint: '↑↓ choose · Enter opens' },
  scope: { label: 'Scope', whole: 'Whole district', sites: '{{n}} sites' },
  link: { label: 'Status channel', live: 'live', connecting: 'connecting', lost: 'lost', lostBanner: 'Status channel lost: data is {{age}} old, polling every 30 s, reconnect attempt {{attempt}}', never: 'not connected yet' },
  guard: { banner: 'The prober itself is cut off since {{since}}: nothing is judged, do not trust the offline count', noSince: 'The prober itself is cut off: nothing is judged, do not trust the offline count' },
  clock: { off: 'This computer is {{s}} s off the platform; pages show platform time' },
  user: { signOut: 'Sign out', theme: 'Theme', dark: 'Dark', light: 'Light', language: 'Language', density: 'Density', compact: 'Compact', comfortable: 'Comfortable', keys: 'Keyboard shortcuts', demo: 'Demo data', version: 'Version' },
  notFound: { title: 'No such page', note: 'The address changed, or your role has no such page', home: 'To the overview' },
  crash: { title: 'This page failed', note: 'Other pages still work. If retrying does not help, give the text below to an administrator', reload: 'Reload' },
} as const;

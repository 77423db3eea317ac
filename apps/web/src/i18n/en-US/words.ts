export default {
  state: { online: 'Online', offline: 'Offline', degraded: 'Degraded', unknown: 'Unknown', maintenance: 'Maintenance', disabled: 'Disabled', 'not-commissioned': 'Not commissioned', flapping: 'Flapping' },
  reason: {
    timeout: 'timeout', refused: 'refused', unreachable: 'unreachable', auth: 'password rejected', tls: 'TLS failed', protocol: 'protocol error',
    'no-frame': 'stream without picture', clock: 'clock is off', 'our-fault': 'our own fault',
  },
  evidence: { E0: 'declared only', E1: 'network answer', E2: 'authenticated answer', E3: 'decodable stream', E4: 'usable picture', E5: 'recording complete' },
  pointClass: { '1': 'Class 1', '2': 'Class 2', '3': 'Class 3', '4': 'Class 4' },
  outageState: { open: 'Open', recovering: 'Recovering', closed: 'Recovered', grouped: 'Grouped', planned: 'Planned', excused: 'Excused' },
  role: {
    'command-operator': 'Operator', 'shift-lead': 'Shift lead', 'station-operator': 'Station operator', 'governance-viewer': 'Governance viewer', 'grid-worker': 'Grid worker', 'site-owner': 'Site owner', crew: 'Crew', 'contractor-lead': 'Contractor lead',
    inspector: 'Inspector', 'system-admin': 'System admin', 'security-admin': 'Security admin', 'audit-admin': 'Audit admin',
  },
  unit: { cameras: 'cameras', sites: 'sites' },
} as const;

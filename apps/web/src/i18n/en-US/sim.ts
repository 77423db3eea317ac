export default {
  title: 'Simulator', note: 'A district played by software', banner: 'The plugs here belong to simulated devices; checks, verdicts and figures on all other pages are really measured.',
  notDemo: 'This is not a demonstration', notDemoNote: 'A real installation has no simulator', noAnswer: 'The simulator did not answer', district: 'Whole district', counts: '{{total}} cameras, {{online}} up, {{dark}} dark',
  powerCut: 'Cut the power', powerBack: 'Power back', cutProber: 'Cut the prober’s network', proberBack: 'Prober’s network back', cutNote: 'With the prober cut off, cameras must become unknown, never offline.',
  faults: 'Open faults', noFaults: 'Nothing is pulled', noFaultsNote: 'A few cameras are dark by nature, to practise on', mend: 'Mend', affected: '{{n}} cameras', since: 'for {{for}}',
  sites: 'Places and network', site: 'Place', pullSite: 'Unplug all', mendSite: 'Plug in all', nodes: 'Switches and recorders (click to unplug)', mendNode: 'Mend {{name}}', noSites: 'The simulator named no places',
  cameras: 'Cameras', all: 'all', search: 'Name or address', noCameras: 'No camera matches', personality: 'Nature', pull: 'Unplug', plug: 'Plug in', other: 'Other…', otherOf: 'Do something else to {{name}}',
  kind: {
    'unplug-camera': 'Camera unplugged', 'unplug-switch': 'Switch unplugged', 'unplug-recorder': 'Recorder unplugged', 'unplug-site': 'Place unplugged', 'power-cut': 'Power cut', 'prober-network': 'Prober cut off', 'change-password': 'Change password', 'move-camera': 'Move to a new address', 'repair-camera': 'Repair its nature',
  },
  personalityName: {
    healthy: 'healthy', 'changed-password': 'password changed', 'clock-minutes': 'clock 7 min off', 'clock-8h': 'clock 8 h off', slow: 'slow', silent: 'silent', garbage: 'garbage', drip: 'byte by byte', dead: 'dead', html: 'answers HTML', 'h265-only': 'H.265 only', lying: 'lying',
    'duplicate-serial': 'duplicate serial', 'digest-only': 'Digest only', 'wsse-only': 'WSSE only',
  },
} as const;

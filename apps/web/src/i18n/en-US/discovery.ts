export default {
  title: 'Discovery', note: 'Ask the network who is there; what is found is a candidate until it is accepted', candidates: 'Candidates', byState: 'By decision', words: 'IP, MAC, serial, model', selected: '{{n}} selected', noMac: 'no MAC', noSite: 'no place', ago: '{{for}} ago',
  kind: { multicast: 'Multicast', unicast: 'Unicast', sweep: 'Sweep' },
  kindNote: { multicast: 'One WS-Discovery on each interface; reaches the own segment only', unicast: 'WS-Discovery to each address of a range; passes routers', sweep: 'Tries ports one by one; finds devices that do not answer ONVIF, within the rate limit' },
  start: {
    title: 'Start discovery', how: 'How', ranges: 'Ranges (one a line)', wrong: 'not a range: {{list}}', ofSite: 'Add the ranges of a place', ports: 'Ports', rate: 'At most a second', usual: 'default', go: 'Start', another: 'Start another', questions: 'about {{n}} questions', failed: 'Not started',
  },
  running: '{{kind}} running', cancel: 'Stop', starting: 'Starting', progress: '{{asked}} / {{total}} asked, {{answered}} answered, {{found}} found', spent: '{{for}} so far', eta: 'about {{for}} left', found: '{{n}} found',
  history: { title: 'History', n: '{{n}} runs', none: 'No runs yet', noneNote: 'Multicast is quickest: seconds' },
  runState: { running: 'running', done: 'done', failed: 'failed', cancelled: 'stopped' },
  state: { new: 'New', accepted: 'Accepted', ignored: 'Ignored', conflict: 'Conflicts' },
  column: { ip: 'Address', identity: 'Vendor, model', serial: 'Serial / MAC', channels: 'Channels', auth: 'Password', relation: 'In the ledger', site: 'Place', source: 'Found by', seen: 'Last seen' },
  source: { onvif: 'ONVIF', 'range-sweep': 'sweep', multicast: 'multicast', unicast: 'unicast', sweep: 'sweep' },
  auth: { accepted: 'accepted', rejected: 'rejected', locked: 'locked by the device', unknown: 'none to try', 'none-needed': 'none needed' },
  authNote: {
    accepted: 'Signed in with the credentials of this range', rejected: 'Each version is tried once per device; change it under Settings · Credentials and run again', locked: 'The device refuses further tries; the platform stopped asking',
    unknown: 'No credentials for this range; add them under Settings · Credentials', 'none-needed': 'The device checks no password; set one soon',
  },
  relation: { new: 'not there', matched: 'known', moved: 'new address', replaced: 'device replaced', duplicate: 'duplicate', unknown: 'not judged' },
  relationNote: {
    new: 'No such device in the ledger', matched: 'The same device is in the ledger', moved: 'The same device, at another address', replaced: 'Another device at a known address', duplicate: 'Two devices claim one identity: a person must judge', unknown: 'Too little identity to compare',
  },
  effect: { add: 'new file', move: 'new address', replace: 'replaces device', same: 'no change' },
  accept: {
    open: 'Accept', title: 'Accept {{n}} devices', site: 'Into', sum: '{{devices}} devices, {{cameras}} new cameras.', moved: '{{n}} of them update a file.', outside: '{{n}} are outside the ranges of this place ({{cidrs}}); is it the right one?',
    outsideOne: 'outside', noPassword: 'The password of {{n}} is wrong or locked: they can only be checked to protocol answer (E1)', effect: 'Then', go: 'Accept {{n}}', done: '{{n}} accepted; checks begin within a minute', partly: '{{n}} accepted, {{refused}} not: {{why}}', failed: 'Not accepted',
  },
  ignore: { open: 'Ignore', title: 'Ignore {{n}} devices', note: 'They no longer show as new; find them under Ignored at any time.', why: 'Why (required)', go: 'Ignore', done: '{{n}} ignored', undo: 'Undo', restore: 'Restore {{n}}' },
  resolve: { open: 'Resolve', title: 'Resolve conflict', found: 'Just found', inLedger: 'In the ledger', question: 'What are they?', same: 'The same device', replaced: 'A new device in its place', different: 'Two different devices', go: 'Do this' },
  resolveNote: { same: 'the ledger takes the new address and facts', replaced: 'the old device retires, the camera files stay', different: 'both stay; the new one can be accepted' },
  fact: { ip: 'Address', mac: 'MAC', serial: 'Serial', manufacturer: 'Vendor', model: 'Model', firmware: 'Firmware', name: 'Name', seen: 'Last seen' },
  empty: { filtered: 'No candidate matches the filter', new: 'Nothing to decide', accepted: 'Nothing accepted yet', ignored: 'Nothing ignored', conflict: 'No conflicts' },
  emptyNote: { new: 'Start a discovery on the left', accepted: 'Accepted devices are listed here', ignored: 'Ignored devices are listed here and can be restored', conflict: 'Devices that claim one identity are listed here' },
} as const;

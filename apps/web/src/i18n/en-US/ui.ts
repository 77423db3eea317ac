export default {
  retry: 'Retry', retrying: 'retrying by itself', notRetrying: 'not retried', updating: 'Updating, old data kept', loading: 'Loading', close: 'Close', copy: 'Copy', copied: 'Copied', trace: 'trace',
  cancel: 'Cancel', confirm: 'OK', save: 'Save', edit: 'Edit', more: 'More', all: 'All', none: 'None', search: 'Search', clear: 'Clear', clearFilter: 'Clear filter', view: 'View', open: 'Open', export: 'Export', back: 'Back',
  failed: 'No data received', failedSave: 'Not saved', noAnswer: 'The platform did not answer; check the network', forbidden: 'Not allowed', gone: 'Not there, or outside your scope', page: '{{from}}–{{to}} of {{total}}',
  keys: {
    title: 'Keyboard', search: 'Global search', overview: 'Go to overview', cameras: 'Go to ledger', outages: 'Go to outages', help: 'This page', escape: 'Close, go back', tree: 'Tree: up and down move, left and right fold, Enter selects', note: 'Not inside inputs',
  },
  ago: { seconds: '{{n}} s', minutes: '{{n}} min', hours: '{{n}} h', hoursMinutes: '{{h}} h {{m}} min', days: '{{n}} d', daysHours: '{{d}} d {{h}} h', minutesSeconds: '{{m}} min {{s}} s' },
  tree: { expand: 'Expand', collapse: 'Collapse', empty: 'No nodes' },
} as const;

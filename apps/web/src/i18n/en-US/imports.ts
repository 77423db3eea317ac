export default {
  title: 'Import ledger', rows: 'rows', rowsOf: '{{n}} rows', tabs: 'By outcome', dryNote: 'Nothing has been written', took: 'took {{s}} s', charset: 'Charset {{name}}',
  step: { upload: 'Upload', mapping: 'Columns', dryRun: 'Dry run', end: 'Write' },
  upload: {
    drop: 'Drop a sheet here', kinds: 'xlsx or csv (UTF-8, GB18030), up to {{mb}} MB', choose: 'Choose a file', sending: 'Uploading', reading: 'Reading the sheet', kind: '“{{name}}” is neither xlsx nor csv; save it as one of them first',
    large: 'The file has {{mb}} MB, more than {{most}} MB; split it', note1: 'First row: headers. One camera per row.', note2: 'A dry run first lists every problem by row and cell; only then is anything written.', note3: 'The rows you choose are written together or not at all, even if power fails.',
  },
  mapping: {
    system: 'Coordinates', into: 'All into', intoNote: 'Not needed when the sheet names the estate; rows with neither are errors', column: 'Column', header: 'Header', sample: 'Sample', field: 'Field', fieldOf: 'Field of column {{column}}', noHeader: '(no header)', skip: 'skip',
    before: 'as last time', guessed: 'guessed', gaps: '{{n}} required fields have no column and will be gaps: ', failed: 'No dry run', next: 'Next: dry run', place: 'Belongs to', site: 'Estate',
  },
  system: { wgs84: 'WGS-84', gcj02: 'GCJ-02 (Amap, Tencent)', bd09: 'BD-09 (Baidu)', cgcs2000: 'CGCS2000' },
  figure: { add: 'New', update: 'Updates', error: 'Errors', duplicate: 'Likely duplicates' },
  figureNote: { add: 'cameras not in the ledger', update: 'match a file; see row by row', error: 'by row and cell; fix them here', duplicate: 'collide with a camera; a person must judge' },
  tab: { error: 'Errors', duplicate: 'Duplicates', update: 'Updates', add: 'New', same: 'Unchanged' },
  none: { error: 'No errors', duplicate: 'No likely duplicates', update: 'Nothing to update', add: 'Nothing new', same: 'No unchanged rows' },
  fine: { error: 'corrected', duplicate: 'likely duplicate', update: 'updates a file', add: 'new', same: 'same as the file' },
  sheet: { why: 'Problem and advice', hint: 'Click a cell to correct it; it is checked again at once', empty: '(empty)', swap: 'Swap all {{n}} such rows' },
  preview: { title: 'What changes', row: 'row {{no}}', next: 'Next row', same: 'No difference to the file' },
  failedRows: 'Download failed rows with reasons', remap: 'Change columns', nothingYet: 'No row is written by itself', later: 'Later', abandon: 'Write nothing', abandonSure: 'Give up this import? The sheet must be uploaded again',
  apply: { none: 'No rows to write', good: 'Write {{good}} rows, return {{back}}', all: 'Write all {{n}} rows' },
  applying: { title: 'Writing', note: '{{done}} / {{total}} rows; closing this page changes nothing' },
  end: {
    applied: '{{n}} rows written', split: '{{add}} new, {{update}} updated', back: ', {{n}} returned', another: 'Import another', ledger: 'See the ledger', failed: 'Nothing was written, not one row', abandoned: 'This import was given up', nothing: 'The ledger did not change', again: 'Upload again',
  },
} as const;

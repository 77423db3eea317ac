import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/index.js';
import { fieldName, type CameraField } from '../cameras/fields.js';
import { cellProblem, sheetColumns } from './sheet-columns.js';
import type { ImportColumn, ImportRow, Mapping, RowProblem } from './queries.js';

/** The sheet as a sheet: column letters, row numbers, a frame around each cell in question, and editing in place. */
export function Sheet({ rows, columns, mapping, fields, onCell, busyRow, current, onCurrent, help }: {
  rows: readonly ImportRow[]; columns: readonly ImportColumn[]; mapping: Mapping; fields: readonly CameraField[];
  onCell: (row: ImportRow, letter: string, value: string) => void; busyRow: number | null;
  current?: number | null; onCurrent?: (no: number) => void; help?: (row: ImportRow) => ReactElement | null;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const [editing, setEditing] = useState<{ no: number; letter: string } | null>(null);
  const shown = sheetColumns(columns, mapping, rows);
  const name = (column: ImportColumn): string => {
    const field = fields.find((f) => f.key === mapping[column.letter]);
    return field ? fieldName(field, i18n.language) : column.header;
  };
  const say = (problem: RowProblem): string => (i18n.language === 'zh-CN' ? problem.zh ?? problem.message : problem.message);
  return (
    <table className="sheet">
      <thead><tr><th />{shown.map((column) => <th key={column.letter}><span className="faint">{column.letter}</span> {name(column)}</th>)}<th className="sheet-why">{t('imports.sheet.why')}</th></tr></thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.no} className={`${row.no === current ? 'selected' : ''}${busyRow === row.no ? ' busy' : ''}`} onClick={() => onCurrent?.(row.no)}>
            <th scope="row">{row.no}</th>
            {shown.map((column) => {
              const problem = cellProblem(row, column.letter, mapping);
              const value = row.cells[column.letter] ?? '';
              const open = editing?.no === row.no && editing.letter === column.letter;
              return (
                <td key={column.letter} className={problem === null ? '' : problem.severity === 'error' ? 'stop' : 'warn'} title={problem === null ? value : say(problem)}>
                  {open
                    ? <Cell value={value} label={`${name(column)} ${row.no}`} onDone={(next) => {
                      setEditing(null);
                      if (next !== null && next !== value) onCell(row, column.letter, next);
                    }} />
                    : <button type="button" className={/^[\x20-\x7e]+$/.test(value) ? 'mono' : ''} aria-label={`${name(column)} ${row.no}：${value === '' ? t('imports.sheet.empty') : value}${problem ? `，${say(problem)}` : ''}`} onClick={() => setEditing({ no: row.no, letter: column.letter })}>{value === '' ? <span className="faint">{t('imports.sheet.empty')}</span> : value}</button>}
                </td>
              );
            })}
            <td className="sheet-why">
              {row.problems.length === 0 && <span className="muted">{t(`imports.fine.${row.verdict}`)}</span>}
              {[...new Map(row.problems.map((p) => [say(p), p])).values()].map((problem) => (
                <span key={say(problem)} className="sheet-problem"><span className={problem.severity === 'error' ? 'state-offline' : 'state-degraded'}><Icon name={problem.severity === 'error' ? 'close' : 'warning'} size={12} /></span>{say(problem)}</span>
              ))}
              {help?.(row)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Enter writes, Esc leaves as it was, leaving the cell writes. */
function Cell({ value, label, onDone }: { value: string; label: string; onDone: (next: string | null) => void }): ReactElement {
  const [text, setText] = useState(value);
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') onDone(text.trim());
    if (event.key === 'Escape') {
      event.stopPropagation();
      onDone(null);
    }
  };
  return <input autoFocus aria-label={label} value={text} onChange={(event) => setText(event.target.value)} onKeyDown={press} onBlur={() => onDone(text.trim())} onFocus={(event) => event.target.select()} />;
}

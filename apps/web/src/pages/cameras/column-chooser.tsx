import { Button, Checkbox, Popover } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/index.js';
import { columnKeys, defaultColumns, type ColumnKey } from './columns.js';

/** Name and state always stay: a row nobody can name is no row. */
const fixed: readonly ColumnKey[] = ['state', 'name'];

export function ColumnChooser({ chosen, onChange }: { chosen: readonly ColumnKey[]; onChange: (keys: readonly ColumnKey[]) => void }): ReactElement {
  const { t } = useTranslation();
  const content = (
    <div className="column-chooser">
      <Checkbox.Group value={[...chosen]} onChange={(keys) => onChange(columnKeys.filter((key) => keys.includes(key) || fixed.includes(key)))}>
        {columnKeys.map((key) => <Checkbox key={key} value={key} disabled={fixed.includes(key)}>{t(`cameras.column.${key}`)}</Checkbox>)}
      </Checkbox.Group>
      <button type="button" className="link" onClick={() => onChange(defaultColumns)}>{t('cameras.columns.reset')}</button>
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={content} title={t('cameras.columns.title')}>
      <Button><Icon name="columns" size={14} />{t('cameras.columns.button', { n: chosen.length, of: columnKeys.length })}</Button>
    </Popover>
  );
}

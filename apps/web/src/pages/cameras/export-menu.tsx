import { Button, Dropdown } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../api/index.js';
import { Icon } from '../../ui/index.js';
import { filterOf, type LedgerState } from './filters.js';

const forms = [
  { key: 'xlsx', format: 'xlsx', charset: 'utf-8' },
  { key: 'csv', format: 'csv', charset: 'utf-8' },
  { key: 'gb', format: 'csv', charset: 'gb18030' },
] as const;

/** What is filtered is what is exported, all pages of it. A plain link: the browser saves the file and shows the progress. */
export function ExportMenu({ state, total }: { state: LedgerState; total: number }): ReactElement {
  const { t } = useTranslation();
  const items = forms.map(({ key, format, charset }) => ({
    key,
    label: <a href={apiUrl('/cameras/export', { ...filterOf(state), sort: state.sort, dir: state.dir, format, charset })} download>{t(`cameras.export.${key}`)}</a>,
  }));
  return (
    <Dropdown trigger={['click']} disabled={total === 0} menu={{ items }}>
      <Button><Icon name="download" size={14} />{t('ui.export')}</Button>
    </Dropdown>
  );
}

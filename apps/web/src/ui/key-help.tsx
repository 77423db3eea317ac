import { Modal } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** Opened by '?'. */
export function KeyHelp({ open, onClose }: { open: boolean; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const rows: [string, string][] = [
    ['/', t('ui.keys.search')], ['g o', t('ui.keys.overview')], ['g c', t('ui.keys.cameras')], ['g f', t('ui.keys.outages')],
    ['?', t('ui.keys.help')], ['Esc', t('ui.keys.escape')], ['↑ ↓ ← → Enter', t('ui.keys.tree')],
  ];
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('ui.keys.title')} width={420} destroyOnHidden>
      <dl className="key-help">
        {rows.map(([key, text]) => (
          <div key={key}><dt>{key.split(' ').map((k) => <kbd key={k}>{k}</kbd>)}</dt><dd>{text}</dd></div>
        ))}
      </dl>
      <p className="faint">{t('ui.keys.note')}</p>
    </Modal>
  );
}

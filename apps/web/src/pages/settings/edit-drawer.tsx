import { Button, Drawer } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFaultText } from '../../ui/index.js';

/** Frame of every settings form: fields, what went wrong, cancel, and the one blue button. */
export function EditDrawer({ open, title, onClose, onSave, saving, ready, error, saveText, extra, children }: {
  open: boolean; title: ReactNode; onClose: () => void; onSave: () => void; saving: boolean; ready: boolean; error: unknown; saveText: string; extra?: ReactNode; children: ReactNode;
}): ReactElement {
  const { t } = useTranslation();
  const text = useFaultText();
  return (
    <Drawer open={open} onClose={onClose} size={520} destroyOnHidden title={title} className="bulk-drawer">
      <form className="bulk" onSubmit={(event) => {
        event.preventDefault();
        if (ready && !saving) onSave();
      }}>
        <div className="edit-fields">{children}</div>
        <div className="drawer-foot">
          {extra}
          <span className="grow">{error != null && <span className="state-degraded foot-error" role="alert">{t('ui.failedSave')}：{text(error)}</span>}</span>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button type="primary" htmlType="submit" disabled={!ready} loading={saving}>{saveText}</Button>
        </div>
      </form>
    </Drawer>
  );
}

export function EditField({ label, htmlFor, note, children }: { label: string; htmlFor: string; note?: ReactNode; children: ReactNode }): ReactElement {
  return (
    <div className="edit-field">
      <label htmlFor={htmlFor}>{label}</label>
      <div>{children}{note !== undefined && <p className="note">{note}</p>}</div>
    </div>
  );
}

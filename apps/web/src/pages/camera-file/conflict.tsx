import { Button, Radio } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldName, fieldText, type CameraField } from '../cameras/fields.js';
import { Icon } from '../../ui/index.js';
import type { Merge } from './merge.js';

/** Somebody saved first. Shows what they changed, asks only where we both changed the same field. */
export function ConflictPanel({ merge, fields, busy, onSettle, onBack }: {
  merge: Merge; fields: readonly CameraField[]; busy: boolean; onSettle: (choice: Readonly<Record<string, 'mine' | 'theirs'>>) => void; onBack: () => void;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const [choice, setChoice] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({});
  const field = (key: string): CameraField | undefined => fields.find((f) => f.key === key);
  const name = (key: string): string => {
    const known = field(key);
    return known ? fieldName(known, i18n.language) : key;
  };
  const text = (key: string, value: unknown): string => fieldText(field(key), value, i18n.language) ?? t('cameras.bulk.empty');
  const open = merge.clashes.filter((clash) => choice[clash.field] === undefined).length;
  return (
    <div className="conflict" role="alertdialog" aria-label={t('file.conflict.title')}>
      <p className="conflict-head"><span className="state-degraded"><Icon name="warning" size={16} /></span> <b>{t('file.conflict.title')}</b> <span className="muted">{t(merge.clashes.length > 0 ? 'file.conflict.choose' : 'file.conflict.apart')}</span></p>
      {merge.clashes.length > 0 && (
        <table className="table">
          <thead><tr><th>{t('cameras.bulk.field')}</th><th>{t('file.conflict.base')}</th><th>{t('file.conflict.theirs')}</th><th>{t('file.conflict.mine')}</th></tr></thead>
          <tbody>
            {merge.clashes.map((clash) => (
              <tr key={clash.field}>
                <td>{name(clash.field)}</td>
                <td className="muted"><s>{text(clash.field, clash.base)}</s></td>
                {(['theirs', 'mine'] as const).map((side) => (
                  <td key={side}>
                    <Radio name={clash.field} checked={choice[clash.field] === side} onChange={() => setChoice((old) => ({ ...old, [clash.field]: side }))}>{text(clash.field, clash[side])}</Radio>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {merge.theirs.length > 0 && (
        <>
          <p className="note conflict-note">{t('file.conflict.kept')}</p>
          <table className="table">
            <tbody>{merge.theirs.map((one) => <tr key={one.field}><td>{name(one.field)}</td><td className="muted"><s>{text(one.field, one.base)}</s></td><td>{text(one.field, one.theirs)}</td></tr>)}</tbody>
          </table>
        </>
      )}
      <div className="drawer-foot">
        <span className="grow muted">{open > 0 ? t('file.conflict.left', { n: open }) : ''}</span>
        <Button onClick={onBack}>{t('file.conflict.back')}</Button>
        <Button type="primary" disabled={open > 0} loading={busy} onClick={() => onSettle(choice)}>{t('file.conflict.save')}</Button>
      </div>
    </div>
  );
}

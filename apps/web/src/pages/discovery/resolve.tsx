import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Drawer, Radio } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api, keys } from '../../api/index.js';
import { fullTime, useFaultText } from '../../ui/index.js';
import { conflictSides, type ConflictSide } from './conflict-sides.js';
import type { Candidate } from './queries.js';

const answers = ['same', 'replaced', 'different'] as const;
type Answer = (typeof answers)[number];
const facts = ['ip', 'mac', 'serial', 'manufacturer', 'model', 'firmware', 'name', 'seen'] as const;

/** Two things claim to be one. Both side by side, what differs marked, and three answers with what each will do. */
export function Resolve({ candidate, onClose }: { candidate: Candidate | null; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <Drawer open={candidate !== null} onClose={onClose} size={760} destroyOnHidden className="bulk-drawer" title={t('discovery.resolve.title')}>
      {candidate !== null && <ResolveForm key={candidate.id} candidate={candidate} onClose={onClose} />}
    </Drawer>
  );
}

function ResolveForm({ candidate, onClose }: { candidate: Candidate; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const text = useFaultText();
  const queries = useQueryClient();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const { why, sides } = conflictSides(candidate);
  const [other, setOther] = useState(sides[0]?.id ?? null);
  const side = sides.find((s) => s.id === other) ?? sides[0];
  const resolve = useMutation({
    mutationFn: () => api.post(`/candidates/${encodeURIComponent(candidate.id)}/resolve`, { as: answer, ...(answer !== 'different' && side?.id ? { deviceId: side.id } : {}) }),
    onSuccess: async () => {
      await Promise.all([queries.invalidateQueries({ queryKey: keys.candidates }), queries.invalidateQueries({ queryKey: keys.tree })]);
      onClose();
    },
  });
  const mine: ConflictSide = { id: null, ip: candidate.ip, mac: candidate.mac, serial: candidate.serial, manufacturer: candidate.manufacturer, model: candidate.model, firmware: candidate.firmware, name: candidate.name, seen: candidate.lastSeenAt };
  const show = (fact: (typeof facts)[number], of: ConflictSide | undefined): string => (fact === 'seen' ? fullTime(of?.seen) : of?.[fact] ?? '—');
  return (
    <div className="bulk">
      <div className="bulk-fields">
        {why !== null && <p><b>{why}</b></p>}
        {sides.length > 1 && <Radio.Group value={side?.id} onChange={(event) => setOther(event.target.value as string)}>{sides.map((s) => <Radio key={s.id} value={s.id}>{s.name ?? s.ip}</Radio>)}</Radio.Group>}
      </div>
      <div className="bulk-preview">
        <table className="table resolve-table">
          <thead><tr><th /><th>{t('discovery.resolve.found')}</th><th>{t('discovery.resolve.inLedger')}</th></tr></thead>
          <tbody>
            {facts.map((fact) => {
              const [a, b] = [show(fact, mine), show(fact, side)];
              const differs = fact !== 'seen' && a !== b;
              return <tr key={fact}><td className="muted">{t(`discovery.fact.${fact}`)}</td><td className={differs ? 'state-degraded' : ''}>{a}</td><td className={differs ? 'state-degraded' : ''}>{b}</td></tr>;
            })}
          </tbody>
        </table>
        <fieldset className="resolve-answers">
          <legend>{t('discovery.resolve.question')}</legend>
          <Radio.Group value={answer} onChange={(event) => setAnswer(event.target.value as Answer)}>
            {answers.map((key) => <Radio key={key} value={key} disabled={key !== 'different' && side === undefined}><b>{t(`discovery.resolve.${key}`)}</b> <span className="note">{t(`discovery.resolveNote.${key}`)}</span></Radio>)}
          </Radio.Group>
        </fieldset>
      </div>
      <div className="drawer-foot">
        <span className="grow">{resolve.isError && <span className="state-degraded foot-error" role="alert">{t('ui.failedSave')}：{text(resolve.error)}</span>}</span>
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        <Button type="primary" disabled={answer === null} loading={resolve.isPending} onClick={() => resolve.mutate()}>{t('discovery.resolve.go')}</Button>
      </div>
    </div>
  );
}

import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState, fullTime, StateMark } from '../../ui/index.js';
import type { LastProbe } from './queries.js';
import { probeName, verdictWords } from './verdict-words.js';

export function ProbeTable({ probes }: { probes: readonly LastProbe[] }): ReactElement {
  const { t } = useTranslation();
  if (probes.length === 0) return <EmptyState icon="clock" title={t('file.probes.none')} note={t('file.probes.noneNote')} />;
  return (
    <table className="table">
      <thead><tr><th>{t('file.probes.at')}</th><th>{t('file.probes.kind')}</th><th>{t('file.probes.result')}</th><th className="num">{t('file.probes.ms')}</th></tr></thead>
      <tbody>
        {probes.map((probe, i) => {
          const words = verdictWords(t, probe.verdict);
          return (
            <tr key={`${probe.at} ${i}`} title={words.detail ?? ''}>
              <td>{fullTime(probe.at)}</td>
              <td className="muted">{probeName(t, probe)}</td>
              <td><span className="state-word"><StateMark state={words.state} size={11} /><span>{words.text}</span></span>{words.detail !== null && <span className="faint"> {words.detail}</span>}</td>
              <td className="num">{probe.latencyMs === null ? '–' : `${Math.round(probe.latencyMs)} ms`}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

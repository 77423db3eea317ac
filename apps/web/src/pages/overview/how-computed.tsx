import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../api/index.js';
import { count, Fact, fullTime, Icon, percent, StateMark } from '../../ui/index.js';

/** The rate taken apart: a number nobody can recompute is not trusted. */
export function HowComputed({ overview, onClose }: { overview: Overview; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { instant, counts, population, evidence, today } = overview;
  const offline = instant.rate.den - instant.rate.num;
  return (
    <Drawer open onClose={onClose} size={560} title={t('overview.how.title')} className="how" closable={{ 'aria-label': t('ui.close') }}>
      <h3>{t('overview.how.formula')}</h3>
      <Formula words={t('overview.how.rate')} sum={`${count(instant.rate.num)} ÷ (${count(instant.rate.num)} + ${count(offline)})`} result={percent(instant.rate)} />
      <Formula words={t('overview.how.lower')} sum={`${count(instant.lower.num)} ÷ ${count(instant.lower.den)}`} result={percent(instant.lower)} />
      <Formula words={t('overview.how.upper')} sum={`${count(instant.upper.num)} ÷ ${count(instant.upper.den)}`} result={percent(instant.upper)} />
      <Formula words={t('overview.how.coverage')} sum={`${count(instant.coverage.num)} ÷ ${count(instant.coverage.den)}`} result={percent(instant.coverage)} />
      <p className="muted">{t('overview.how.unknownNote')}</p>
      <h3>{t('overview.how.population')}</h3>
      <dl>
        <Fact name={t('overview.how.filter')}><span title={population.filter}>{t('overview.how.filterText')}</span></Fact>
        <Fact name={t('overview.how.count')}>{count(population.count)} {t('unit.cameras')} · {population.sites} {t('unit.sites')}</Fact>
        <Fact name={t('overview.how.assessed')}>{count(instant.assessed)}</Fact>
        <Fact name={t('overview.how.excludedRow')}>{t('overview.how.excludedText', { m: counts.maintenance, d: counts.disabled, n: counts.notCommissioned })}</Fact>
        <Fact name={t('overview.how.evidence')}>{t('overview.how.evidenceText', { level: evidence.level, word: t(`evidence.${evidence.level}`), share: percent(evidence.e2Share) })}</Fact>
        <Fact name={t('overview.how.threshold')}>{percent(instant.threshold)} % · {instant.pass === null ? t('overview.how.noPass') : `${t(instant.pass ? 'overview.how.passed' : 'overview.how.failed')}，${t('overview.how.passText', { n: instant.shortBy })}`}</Fact>
        <Fact name={t('overview.how.day')}>{t('overview.how.dayText', { net: percent(today.net), gross: percent(today.gross), coverage: percent(today.coverage) })}</Fact>
        <Fact name={t('overview.how.rule')}><code>{overview.ruleVersion}</code></Fact>
        <Fact name={t('overview.how.computed')}>{fullTime(overview.computedAt)}</Fact>
      </dl>
      <h3>{t('overview.how.lists')}</h3>
      <ul className="how-lists">
        {(['online', 'degraded', 'offline', 'unknown'] as const).map((state) => (
          <li key={state}><Link to="/cameras" search={{ state }}><StateMark state={state} />{t(`overview.how.${state}`, { n: count(counts[state]) })}<Icon name="right" size={11} /></Link></li>
        ))}
      </ul>
      <h3>{t('overview.how.sql')}</h3>
      <p className="muted">{t('overview.how.sqlNote')}</p>
      <pre className="how-sql"><code>{sql}</code></pre>
    </Drawer>
  );
}

function Formula({ words, sum, result }: { words: string; sum: string; result: string }): ReactElement {
  return <div className="formula"><div>{words}</div><div className="formula-sum"><span className="muted">{sum} =</span> <b>{result} %</b></div></div>;
}

/** The server's own rule (libs/reporting population.sql.ts) with the instant now and the whole district. */
const sql = `SELECT
  count(*) FILTER (WHERE coalesce(s.state, 'unknown') IN ('online', 'degraded')) AS online,
  count(*) FILTER (WHERE s.state = 'offline')                                    AS offline,
  count(*) FILTER (WHERE coalesce(s.state, 'unknown') = 'unknown')               AS unknown
FROM camera c
LEFT JOIN camera_state s ON s.camera_id = c.id
WHERE c.lifecycle IN ('trial', 'in-service')
  AND coalesce(c.commissioned_at, '-infinity') <= now()
  AND coalesce(c.decommissioned_at, 'infinity') > now()
  AND NOT EXISTS (            -- 停用期内
    SELECT FROM jsonb_array_elements(c.suspended) p
    WHERE (p->>'from')::timestamptz <= now()
      AND coalesce((p->>'to')::timestamptz, 'infinity') > now())
  AND NOT EXISTS (            -- 批准的检修
    SELECT FROM outage o LEFT JOIN outage r ON r.id = o.parent_id
    WHERE o.camera_id = c.id AND 'planned' IN (o.state, r.state)
      AND coalesce(o.recovered_at, 'infinity') > now());`;

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, InputNumber, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api, keys } from '../../api/index.js';
import { count, Panel, Segmented, useFaultText } from '../../ui/index.js';
import { sitesQuery } from '../settings/queries.js';
import type { RunKind } from './queries.js';
import { readPorts, readRanges } from './ranges.js';

const kinds = ['multicast', 'unicast', 'sweep'] as const satisfies readonly RunKind[];
/** The least a careful sweep asks: ONVIF over HTTP, RTSP, and the port many recorders use instead of 80. */
const usualPorts = '80, 554, 8000';

/** Ask the network who is there. Only ranges that are typed or belong to a site are asked: no guessing, no passwords tried. */
export function StartRun({ running }: { running: boolean }): ReactElement {
  const { t } = useTranslation();
  const text = useFaultText();
  const queries = useQueryClient();
  const [kind, setKind] = useState<RunKind>('multicast');
  const [ranges, setRanges] = useState('');
  const [ports, setPorts] = useState(usualPorts);
  const [rate, setRate] = useState<number | null>(null);
  const sites = useQuery(sitesQuery).data ?? [];
  const read = readRanges(ranges);
  const portList = readPorts(ports);
  const start = useMutation({
    mutationFn: () => api.post<{ id: string }>('/discovery/runs', kind === 'multicast' ? { kind } : { kind, cidrs: read.cidrs, ...(kind === 'sweep' && portList !== null ? { ports: portList } : {}), ...(rate === null ? {} : { ratePerS: rate }) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.runs }),
  });
  const ready = kind === 'multicast' || (read.cidrs.length > 0 && read.wrong.length === 0 && (kind === 'unicast' || (portList !== null && portList.length > 0)));
  const questions = read.addresses * (kind === 'sweep' ? portList?.length ?? 0 : 1);
  return (
    <Panel title={t('discovery.start.title')}>
      <div className="run-form">
        <Segmented label={t('discovery.start.how')} value={kind} onChange={setKind} items={kinds.map((key) => ({ key, label: t(`discovery.kind.${key}`) }))} />
        <p className="note">{t(`discovery.kindNote.${kind}`)}</p>
        {kind !== 'multicast' && (
          <>
            <label htmlFor="run-ranges">{t('discovery.start.ranges')}</label>
            <Input.TextArea id="run-ranges" className="mono" autoSize={{ minRows: 2, maxRows: 6 }} value={ranges} placeholder="10.36.12.0/24" {...(read.wrong.length > 0 ? { status: 'warning' as const } : {})} onChange={(event) => setRanges(event.target.value)} />
            {read.wrong.length > 0 && <span className="state-degraded note" role="alert">{t('discovery.start.wrong', { list: read.wrong.slice(0, 3).join('、') })}</span>}
            {sites.some((site) => site.cidrs.length > 0) && (
              <Select size="small" value={null} showSearch={{ optionFilterProp: 'label' }} placeholder={t('discovery.start.ofSite')} aria-label={t('discovery.start.ofSite')}
                options={sites.filter((site) => site.cidrs.length > 0).map((site) => ({ value: site.id, label: `${site.name}　${site.cidrs.join(' ')}` }))}
                onChange={(id: string | null) => setRanges((old) => [...new Set([...old.split(/\s+/).filter(Boolean), ...(sites.find((site) => site.id === id)?.cidrs ?? [])])].join('\n'))} />
            )}
            <div className="run-row">
              {kind === 'sweep' && <label>{t('discovery.start.ports')}<Input value={ports} {...(portList === null ? { status: 'warning' as const } : {})} onChange={(event) => setPorts(event.target.value)} /></label>}
              <label>{t('discovery.start.rate')}<InputNumber min={1} max={2000} value={rate} placeholder={t('discovery.start.usual')} onChange={setRate} /></label>
            </div>
          </>
        )}
        <div className="run-go">
          <Button type="primary" disabled={!ready} loading={start.isPending} onClick={() => start.mutate()}>{t(running ? 'discovery.start.another' : 'discovery.start.go')}</Button>
          {kind !== 'multicast' && questions > 0 && <span className="note">{t('discovery.start.questions', { n: count(questions) })}</span>}
        </div>
        {start.isError && <span className="state-degraded note" role="alert">{t('discovery.start.failed')}：{text(start.error)}</span>}
      </div>
    </Panel>
  );
}

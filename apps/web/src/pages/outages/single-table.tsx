import { useVirtualizer } from '@tanstack/react-virtual';
import { Link } from '@tanstack/react-router';
import { useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outage } from '../../api/index.js';
import { dayTime, MiddleCut, StateMark, stretch, useNow } from '../../ui/index.js';
import { useTheRow } from './row-height.js';
import { endOf, useReasonText } from './words.js';

/** Longest first; a power cut can make thousands of these, so only rows on screen exist. */
export function SingleTable({ outages, shown, onOpen }: { outages: readonly Outage[]; shown: string | null; onOpen: (id: string) => void }): ReactElement {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const row = useTheRow();
  const sorted = [...outages].sort((a, b) => Date.parse(a.firstFailAt) - Date.parse(b.firstFailAt));
  const virtual = useVirtualizer({ count: sorted.length, getScrollElement: () => box.current, estimateSize: () => row, overscan: 10 });
  const now = useNow(30_000);
  return (
    <div className="singles" ref={box} role="table" aria-label={t('outages.singlesTitle')} aria-rowcount={sorted.length}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="rowgroup">
        {virtual.getVirtualItems().map((at) => {
          const outage = sorted[at.index];
          return outage ? <SingleRow key={outage.id} outage={outage} top={at.start} height={row} index={at.index} now={now} shown={outage.id === shown} onOpen={onOpen} /> : null;
        })}
      </div>
    </div>
  );
}

function SingleRow({ outage, top, height, index, now, shown, onOpen }: { outage: Outage; top: number; height: number; index: number; now: number; shown: boolean; onOpen: (id: string) => void }): ReactElement {
  const { t } = useTranslation();
  const reason = useReasonText();
  const over = outage.recoveredAt !== null || outage.closedAt !== null;
  return (
    <div className={shown ? 'single selected' : 'single'} role="row" aria-rowindex={index + 1} aria-selected={shown} style={{ height, transform: `translateY(${top}px)` }} onClick={() => onOpen(outage.id)}>
      <span role="cell"><StateMark state={over ? 'online' : 'offline'} label={t(`state.${over ? 'online' : 'offline'}`)} /></span>
      <span role="cell" className="single-name"><Link to="/outages/$id" params={{ id: outage.id }} search={(old: Record<string, unknown>) => old} className="plain" onClick={(event) => event.stopPropagation()}><MiddleCut text={nameOf(outage)} keep={8} /></Link></span>
      <span role="cell" className="muted">{reason(outage.reason)}</span>
      <span role="cell" className="muted">{dayTime(outage.firstFailAt)}</span>
      <span role="cell" className="num">{stretch(endOf(outage, now) - Date.parse(outage.firstFailAt))}</span>
      <span role="cell">{t(`outageState.${outage.state}`)}</span>
    </div>
  );
}

/** Place first, then the spot; a title that already begins with the place is not doubled. */
export function nameOf(outage: Outage): string {
  const spot = outage.camera?.name ?? outage.title;
  const place = outage.site?.name;
  return place === undefined || spot.startsWith(place) ? spot : `${place} · ${spot}`;
}

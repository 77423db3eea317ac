import { useQuery } from '@tanstack/react-query';
import { Button, Dropdown, Input, Modal, Select } from 'antd';
import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { groupsQuery, treeQuery } from '../../api/index.js';
import { count, Icon } from '../../ui/index.js';
import { lifecycleName, lifecycleNames, networkName, networkNames } from './columns.js';
import { asTree } from './area-tree.js';
import { filterOf, isFiltered, joined, list, noFilter, readSaved, writeSaved, type FilterKey, type LedgerFilter, type LedgerState, type SavedFilter } from './filters.js';
import { ledgerCount } from './queries.js';

type Patch = (patch: Partial<LedgerState>, how?: { replace?: boolean }) => void;
const states = ['online', 'degraded', 'offline', 'unknown', 'maintenance', 'disabled', 'not-commissioned'] as const;
const classes = ['1', '2', '3'] as const;
const siteKinds = ['old-estate', 'urban-village', 'street-shop', 'crowded-place', 'government', 'vital-site', 'school', 'hospital', 'enterprise', 'community', 'road', 'park', 'transport', 'other'] as const;
const missing = ['coordinates', 'gbCode', 'serial', 'mac'] as const;
/** Conditions behind "+": shown as soon as they are asked for. */
const extra = ['network', 'siteKind', 'lifecycle', 'missing'] as const;
type Extra = (typeof extra)[number];

export function FilterBar({ state, set }: { state: LedgerState; set: Patch }): ReactElement {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<readonly Extra[]>([]);
  const vendors = useQuery(groupsQuery('vendor')).data ?? [];
  const shown = extra.filter((key) => state[key] !== '' || asked.includes(key));
  const options: Record<Extra, { value: string; label: string }[]> = {
    network: networkNames.map((value) => ({ value, label: networkName(t, value) })),
    siteKind: siteKinds.map((value) => ({ value, label: t(`cameras.siteKind.${value}`) })),
    lifecycle: lifecycleNames.map((value) => ({ value, label: lifecycleName(t, value) })),
    missing: missing.map((value) => ({ value, label: t(`cameras.missing.${value}`) })),
  };
  return (
    <div className="filter-bar" role="search" aria-label={t('cameras.filter.label')}>
      <Words value={state.q} onChange={(q) => set({ q }, { replace: true })} />
      <NodeChip state={state} set={set} />
      <Many name={t('cameras.filter.state')} value={state.state} onChange={(value) => set({ state: value })} options={states.map((value) => ({ value, label: t(`state.${value}`) }))} />
      <Many name={t('cameras.filter.pointClass')} value={state.pointClass} onChange={(value) => set({ pointClass: value })} options={classes.map((value) => ({ value, label: t(`pointClass.${value}`) }))} />
      <Many name={t('cameras.filter.vendor')} value={state.vendor} onChange={(value) => set({ vendor: value })} options={vendors.map((v) => ({ value: v.key, label: v.name }))} />
      {shown.map((key) => (
        <Many key={key} name={t(`cameras.filter.${key}`)} value={state[key]} open={state[key] === ''} single={key === 'missing'}
          onChange={(value) => set({ [key]: value })} onGone={() => setAsked((old) => old.filter((k) => k !== key))} options={options[key]} />
      ))}
      {shown.length < extra.length && (
        <Dropdown trigger={['click']} menu={{ items: extra.filter((key) => !shown.includes(key)).map((key) => ({ key, label: t(`cameras.filter.${key}`) })), onClick: ({ key }) => setAsked((old) => [...old, key as Extra]) }}>
          <Button><Icon name="plus" size={12} />{t('cameras.filter.more')}</Button>
        </Dropdown>
      )}
      {isFiltered(state) && <button type="button" className="link filter-clear" onClick={() => { setAsked([]); set(noFilter); }}>{t('ui.clear')}</button>}
      <Saved state={state} set={set} />
    </div>
  );
}

/** Typing is written to the address after a pause, or each letter would be a question to the server. */
function Words({ value, onChange }: { value: string; onChange: (value: string) => void }): ReactElement {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (text.trim() === sent.current) return undefined;
    const timer = setTimeout(() => {
      sent.current = text.trim();
      onChange(sent.current);
    }, 250);
    return () => clearTimeout(timer);
  }, [text, onChange]);
  return <Input className="filter-words" allowClear prefix={<Icon name="search" size={13} />} value={text} placeholder={t('cameras.filter.words')} aria-label={t('cameras.filter.words')} onChange={(event) => setText(event.target.value)} />;
}

function NodeChip({ state, set }: { state: LedgerState; set: Patch }): ReactElement | null {
  const { t } = useTranslation();
  const nodes = useQuery(treeQuery(asTree(state.by))).data;
  if (state.node === '') return null;
  const name = nodes?.find((node) => node.id === state.node)?.name ?? '…';
  return (
    <span className="filter-chip">
      <span className="muted">{t('cameras.filter.node')}</span> {name}
      <button type="button" aria-label={t('cameras.filter.without', { name })} onClick={() => set({ node: '' })}><Icon name="close" size={11} /></button>
    </span>
  );
}

/** A filter as the mockup shows it: its name, and what is chosen or "all". */
function Many({ name, value, options, onChange, open = false, single = false, onGone }: {
  name: string; value: string; options: readonly { value: string; label: string }[]; onChange: (value: string) => void; open?: boolean; single?: boolean; onGone?: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const chosen = list(value);
  const names = chosen.map((v) => options.find((o) => o.value === v)?.label ?? v).join('、');
  const shown: ReactNode = <><span className="muted">{name}</span> <b className="filter-value">{chosen.length === 0 ? t('ui.all') : names}</b></>;
  return (
    <Dropdown trigger={['click']} {...(open ? { autoFocus: true } : {})}
      menu={{
        selectable: true, multiple: !single, selectedKeys: chosen, className: 'filter-menu',
        items: options.length === 0 ? [{ key: '', label: t('cameras.filter.nothing'), disabled: true }] : options.map((o) => ({ key: o.value, label: o.label })),
        onSelect: ({ selectedKeys }) => onChange(joined(selectedKeys)),
        onDeselect: ({ selectedKeys }) => onChange(joined(selectedKeys)),
      }}>
      <button type="button" className={`filter-chip${chosen.length > 0 ? ' on' : ''}`} title={names}>
        {shown}
        {chosen.length > 0 || onGone
          ? <span role="button" tabIndex={-1} aria-label={t('cameras.filter.without', { name })} className="filter-x" onClick={(event) => { event.stopPropagation(); onChange(''); onGone?.(); }}><Icon name="close" size={11} /></span>
          : <Icon name="down" size={11} />}
      </button>
    </Dropdown>
  );
}

/** Built in: what a ledger clerk is asked for every week. */
const builtIn = [{ key: 'coordinates', filter: { missing: 'coordinates' } }, { key: 'gbCode', filter: { missing: 'gbCode' } }] as const satisfies readonly { key: 'coordinates' | 'gbCode'; filter: LedgerFilter }[];

function Saved({ state, set }: { state: LedgerState; set: Patch }): ReactElement {
  const { t } = useTranslation();
  const [own, setOwn] = useState<readonly SavedFilter[]>(readSaved);
  const [naming, setNaming] = useState<string | null>(null);
  const keep = (next: readonly SavedFilter[]): void => {
    setOwn(next);
    writeSaved(next);
  };
  const here = JSON.stringify(filterOf(state));
  const known = [...builtIn.map((b) => b.filter), ...own.map((o) => o.filter)].some((filter) => JSON.stringify(sorted(filter)) === JSON.stringify(sorted(filterOf(state))));
  const apply = (filter: LedgerFilter): void => set({ ...noFilter, ...filter } as Partial<LedgerState>);
  const name = (naming ?? '').trim();
  return (
    <span className="filter-saved">
      {builtIn.map(({ key, filter }) => <SavedChip key={key} name={t(`cameras.missing.${key}`)} filter={filter} on={here === JSON.stringify(filter)} onApply={apply} />)}
      {own.map((saved) => <SavedChip key={saved.name} name={saved.name} filter={saved.filter} on={JSON.stringify(sorted(saved.filter)) === JSON.stringify(sorted(filterOf(state)))} onApply={apply} onForget={() => keep(own.filter((o) => o !== saved))} />)}
      {isFiltered(state) && !known && <button type="button" className="link" onClick={() => setNaming('')}>{t('cameras.filter.save')}</button>}
      <Modal open={naming !== null} width={400} title={t('cameras.filter.save')} okText={t('ui.save')} cancelText={t('ui.cancel')} okButtonProps={{ disabled: name === '' }} destroyOnHidden
        onCancel={() => setNaming(null)}
        onOk={() => {
          keep([...own.filter((o) => o.name !== name), { name, filter: filterOf(state) }]);
          setNaming(null);
        }}>
        <Input autoFocus maxLength={16} value={naming ?? ''} placeholder={t('cameras.filter.saveName')} aria-label={t('cameras.filter.saveName')} onChange={(event) => setNaming(event.target.value)} />
        <p className="faint filter-save-note">{t('cameras.filter.saveNote')}</p>
      </Modal>
    </span>
  );
}

const sorted = (filter: LedgerFilter): [string, string | undefined][] => (Object.entries(filter) as [FilterKey, string | undefined][]).sort(([a], [b]) => (a < b ? -1 : 1));

function SavedChip({ name, filter, on, onApply, onForget }: { name: string; filter: LedgerFilter; on: boolean; onApply: (filter: LedgerFilter) => void; onForget?: () => void }): ReactElement {
  const { t } = useTranslation();
  const found = useQuery(ledgerCount(filter)).data;
  return (
    <span className={`tag saved-chip${on ? ' tag-action' : ''}`}>
      <button type="button" aria-pressed={on} onClick={() => onApply(on ? {} : filter)}>{t('cameras.filter.saved', { name })} {found === undefined ? '' : count(found)}</button>
      {onForget && <button type="button" aria-label={t('cameras.filter.forget', { name })} onClick={onForget}><Icon name="close" size={10} /></button>}
    </span>
  );
}

export function SiteKindSelect({ value, onChange, ...rest }: { value?: string; onChange?: (value: string) => void; id?: string }): ReactElement {
  const { t } = useTranslation();
  return <Select {...rest} {...(value === undefined ? {} : { value })} {...(onChange ? { onChange } : {})} options={siteKinds.map((kind) => ({ value: kind, label: t(`cameras.siteKind.${kind}`) }))} />;
}

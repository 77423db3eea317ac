import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { treeQuery, type TreeName } from '../../api/index.js';
import { nodesQuery } from '../settings/queries.js';

/** Places that own points, by name or pinyin. Only places of the person's scope are sent. */
export function SiteSelect({ id, value, onChange, size }: { id?: string; value: string | null; onChange: (id: string | null) => void; size?: 'small' | 'middle' }): ReactElement {
  return <NodeSelect tree="site" kinds={['site']} value={value} onChange={onChange} {...(id === undefined ? {} : { id })} {...(size === undefined ? {} : { size })} />;
}

/** A node of one tree; `kinds` narrows to what may be chosen (nothing of that kind: all are offered). `whole`: nodes without cameras too, for administrators. */
export function NodeSelect({ id, tree, kinds, whole = false, value, onChange, size = 'middle', placeholder }: {
  id?: string; tree: TreeName; kinds?: readonly string[]; whole?: boolean; value: string | null; onChange: (id: string | null) => void; size?: 'small' | 'middle'; placeholder?: string;
}): ReactElement {
  const { t } = useTranslation();
  const scoped = useQuery({ ...treeQuery(tree), enabled: !whole });
  const entered = useQuery({ ...nodesQuery(tree), enabled: whole });
  const query = whole ? entered : scoped;
  const options = useMemo(() => {
    const all = query.data ?? [];
    const names = new Map(all.map((node) => [node.id, node.name]));
    const fitting = kinds ? all.filter((node) => kinds.includes(node.kind)) : all;
    return (fitting.length > 0 ? fitting : all).map((node) => ({ value: node.id, label: node.name, above: node.parentId === null ? '' : names.get(node.parentId) ?? '', words: `${node.name} ${node.pinyin ?? ''}`.toLowerCase() }));
  }, [query.data, kinds]);
  return (
    <Select {...(id === undefined ? {} : { id })} size={size} allowClear className="node-select" loading={query.isPending} value={value} placeholder={placeholder ?? t('file.create.siteChoose')}
      showSearch={{ filterOption: (words, option) => option?.words.includes(words.toLowerCase()) ?? false }}
      options={options} optionRender={(option) => <span className="spread"><span>{option.data.label}</span><span className="faint">{option.data.above}</span></span>}
      onChange={(next: string | null | undefined) => onChange(next ?? null)} />
  );
}

import { fireEvent, render, screen } from '@testing-library/react';
import { useState, type ReactElement } from 'react';
import { pretendLayout } from '../testing/page.js';
import type { TreeItem } from './tree.js';
import { VirtualTree } from './virtual-tree.js';

pretendLayout(260, 244);

const items: TreeItem[] = [{ id: 'd', parentId: null, name: '临江区' }, ...Array.from({ length: 10_000 }, (_, i) => ({ id: `s${i}`, parentId: 'd', name: `小区 ${i}` }))];

function Held({ onSelect }: { onSelect: (item: TreeItem) => void }): ReactElement {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [selected, setSelected] = useState<string | null>(null);
  return <VirtualTree items={items} open={open} selected={selected} label="辖区" onSelect={(item) => { setSelected(item.id); onSelect(item); }}
    onFold={(id, unfold) => setOpen((old) => { const next = new Set(old); if (unfold) next.add(id); else next.delete(id); return next; })} />;
}

it('unfolds by key and keeps only the rows on screen in the document', () => {
  render(<Held onSelect={() => undefined} />);
  expect(screen.getAllByRole('treeitem')).toHaveLength(1);
  fireEvent.keyDown(screen.getByRole('tree'), { key: 'ArrowRight' });
  const rows = screen.getAllByRole('treeitem');
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.length).toBeLessThan(60);
  expect(rows[1]?.getAttribute('aria-setsize')).toBe('10000');
  expect(rows[0]?.getAttribute('aria-expanded')).toBe('true');
});

it('moves one tab stop along and selects by Enter', () => {
  const chosen: string[] = [];
  render(<Held onSelect={(item) => chosen.push(item.id)} />);
  const tree = screen.getByRole('tree');
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown', 'Enter']) fireEvent.keyDown(tree, { key });
  expect(chosen).toEqual(['s1']);
  expect(screen.getAllByRole('treeitem').filter((row) => row.tabIndex === 0).map((row) => row.getAttribute('aria-selected'))).toEqual(['true']);
});

it('folds by the arrow without selecting', () => {
  const chosen: string[] = [];
  const { container } = render(<Held onSelect={(item) => chosen.push(item.id)} />);
  const fold = container.querySelector('.tree-fold');
  if (!fold) throw new Error('no fold');
  fireEvent.click(fold);
  expect(screen.getAllByRole('treeitem').length).toBeGreaterThan(1);
  expect(chosen).toEqual([]);
});

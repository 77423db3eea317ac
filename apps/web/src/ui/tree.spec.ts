import { ancestors, indexTree, treeKey, visibleRows, type TreeItem } from './tree.js';

const items: TreeItem[] = [
  { id: 'd', parentId: null, name: '临江区' }, { id: 'a', parentId: 'd', name: '滨河苑' }, { id: 'b', parentId: 'd', name: '建设二村', branch: true }, { id: 'a1', parentId: 'a', name: '东门' }, { id: 'a2', parentId: 'a', name: '西门' },
];
const tree = indexTree(items);
const names = (open: string[]): string[] => visibleRows(tree, new Set(open)).map((row) => `${'·'.repeat(row.level - 1)}${row.item.name}`);

it('shows only what is unfolded, in reading order', () => {
  expect(names([])).toEqual(['临江区']);
  expect(names(['d'])).toEqual(['临江区', '·滨河苑', '·建设二村']);
  expect(names(['d', 'a'])).toEqual(['临江区', '·滨河苑', '··东门', '··西门', '·建设二村']);
});

it('tells a reader the level, place and size of each set', () => {
  expect(visibleRows(tree, new Set(['d', 'a']))[3]).toMatchObject({ level: 3, position: 2, setSize: 2, branch: false });
});

it('marks a node with children that are not loaded yet as a branch', () => {
  expect(visibleRows(tree, new Set(['d']))[2]).toMatchObject({ branch: true, open: false });
});

it('keeps a node whose parent is outside the scope at the top', () => {
  expect(visibleRows(indexTree([{ id: 'x', parentId: 'elsewhere', name: '借用' }]), new Set())).toHaveLength(1);
});

it('survives a node that is its own parent', () => {
  expect(visibleRows(indexTree([{ id: 'x', parentId: 'x', name: '环' }]), new Set(['x']))).toEqual([]);
});

it('names the places above a node', () => {
  expect(ancestors(tree, 'a2')).toEqual(['a', 'd']);
});

it('walks as the tree pattern asks', () => {
  const rows = visibleRows(tree, new Set(['d', 'a']));
  expect(treeKey(rows, 0, 'ArrowDown')).toEqual({ to: 1 });
  expect(treeKey(rows, 0, 'ArrowUp')).toEqual({ to: 0 });
  expect(treeKey(rows, 1, 'ArrowRight')).toEqual({ to: 2 });
  expect(treeKey(rows, 1, 'ArrowLeft')).toEqual({ fold: 'a', open: false });
  expect(treeKey(rows, 3, 'ArrowLeft')).toEqual({ to: 1 });
  expect(treeKey(rows, 3, 'ArrowRight')).toBeNull();
  expect(treeKey(rows, 4, 'ArrowRight')).toEqual({ fold: 'b', open: true });
  expect([treeKey(rows, 2, 'Home'), treeKey(rows, 2, 'End')]).toEqual([{ to: 0 }, { to: 4 }]);
  expect(treeKey(rows, 2, 'x')).toBeNull();
});

it('lays out 100,000 cameras in one pass', () => {
  const many: TreeItem[] = [{ id: 'r', parentId: null, name: 'r' }, ...Array.from({ length: 100_000 }, (_, i) => ({ id: `c${i}`, parentId: 'r', name: `${i}` }))];
  expect(visibleRows(indexTree(many), new Set(['r']))).toHaveLength(100_001);
});

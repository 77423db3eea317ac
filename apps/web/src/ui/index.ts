/**
 * Primitives of the console. Colours only as `var(--token)` (theme/tokens.ts); classes in ui.css.
 *
 * Icon(name, size)                         own line icons; add a path in icons.tsx
 * StateMark · StateWord · StateChip · FlapMark    camera state: shape / shape + word / on tint / wave
 * percent(rate) · points(rate) · count(n) · RateText · RateBar   a rate with its fraction; bar whose lost part is red
 * Spark(values)                            small line, no axes
 * Panel(title, note, extra, flush) · Hairline · Tag(tone) · PageHead(title, note, extra) · Fact(name)
 * MiddleCut(text, keep)                    long names, cut in the middle
 * EmptyState · ErrorState(error, onRetry) · Skeleton (after 300 ms) · Updating · Loaded(query) · useFaultText()
 * Segmented(items, value, onChange)        flat tabs
 * VirtualTree(items, open, onFold, ...)    100,000 nodes, keyboard, role tree
 * fullTime · dayTime · clockTime · day · stretch(ms) · since(at) · useNow()    server time
 * useListState(first)                      filters, sort, page in the URL: const [state, set] = useListState(first)
 * useKeys({ '/': … , 'g o': … })                shortcuts while the component lives; help in key-help.tsx
 *
 * Buttons, inputs, selects, tables, drawers, modals: antd, already in our tokens (theme/antd.ts).
 * CSS helpers: .page (padding, gap 12) .muted .faint .note .num (tabular, right) .mono .link .row-gap .table (plain 32 px table)
 */
export { Icon, type IconName } from './icons.js';
export { FlapMark, markOf, StateChip, StateMark, StateWord, type MarkState } from './state-mark.js';
export { count, percent, points, RateBar, RateText } from './rate.js';
export { Spark } from './spark.js';
export { Fact, Hairline, PageHead, Panel, Tag } from './panel.js';
export { MiddleCut } from './middle-cut.js';
export { EmptyState, ErrorState, Loaded, Skeleton, Updating, useFaultText, useSlow } from './feedback.js';
export { Segmented, type SegmentedItem } from './segmented.js';
export { VirtualTree } from './virtual-tree.js';
export { ancestors, indexTree, treeKey, visibleRows, type TreeItem } from './tree.js';
export { clockTime, day, dayTime, fullTime, since, stretch, useNow } from './time.js';
export { readState, useListState } from './list-state.js';
export { typing, useKeys } from './keys.js';

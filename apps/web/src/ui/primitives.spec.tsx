import { act, fireEvent, render, screen } from '@testing-library/react';
import { jest } from '@jest/globals';
import { useState, type ReactElement } from 'react';
import { ApiFault } from '../api/client.js';
import { openI18n } from '../i18n/index.js';
import { EmptyState, ErrorState, Skeleton } from './feedback.js';
import { useKeys } from './keys.js';
import { readState } from './list-state.js';
import { MiddleCut } from './middle-cut.js';
import { percent, RateBar, RateText } from './rate.js';
import { Segmented } from './segmented.js';
import { Spark } from './spark.js';
import { markOf, StateChip, StateMark, StateWord } from './state-mark.js';
import { stretch } from './time.js';

beforeAll(() => openI18n('zh-CN'));

describe('state marks', () => {
  it('have five different shapes, so that colour is never the only cue', () => {
    const shapes = (['online', 'offline', 'degraded', 'unknown', 'maintenance'] as const).map((state) => render(<StateMark state={state} />).container.querySelector('svg')?.innerHTML);
    expect(new Set(shapes).size).toBe(5);
  });
  it('never draw what we do not know as online', () => {
    expect([markOf('unknown'), markOf('disabled'), markOf('not-commissioned')]).toEqual(['unknown', 'unknown', 'unknown']);
  });
  it('carry the word', () => {
    render(<><StateChip state="offline" /><StateWord state="online" flapping /></>);
    expect(screen.getByText('离线')).toBeTruthy();
    expect(screen.getByLabelText('抖动')).toBeTruthy();
  });
});

describe('rates', () => {
  it('print two digits, and a dash when nothing could be judged', () => {
    expect([percent({ num: 7402, den: 7800, pct2: '94.90' }), percent({ num: 0, den: 0, pct2: null }), percent(null), percent({ num: 0, den: 9, pct2: '0.00' })]).toEqual(['94.90', '–', '–', '0.00']);
  });
  it('never stand without their fraction', () => {
    render(<RateText rate={{ num: 7402, den: 7800, pct2: '94.90' }} />);
    expect(screen.getByText('7,402/7,800')).toBeTruthy();
  });
  it('draw a lost part only when something is lost', () => {
    expect(render(<RateBar rate={{ num: 3, den: 4, pct2: '75.00' }} />).container.querySelector('.rate-lost')).toBeTruthy();
    expect(render(<RateBar rate={{ num: 4, den: 4, pct2: '100.00' }} />).container.querySelector('.rate-lost')).toBeNull();
  });
});

it('draws no spark from one value', () => {
  expect(render(<Spark values={[95]} />).container.innerHTML).toBe('');
  expect(render(<Spark values={[95, 94]} />).container.querySelector('polyline')).toBeTruthy();
});

it('cuts a long name in the middle and keeps its end', () => {
  const { container } = render(<MiddleCut text="朝阳里社区东侧围墙第三根立杆南向枪机" keep={4} />);
  expect(container.querySelector('.middle-tail')?.textContent).toBe('南向枪机');
  expect(container.querySelector('.middle-cut')?.getAttribute('title')).toBe('朝阳里社区东侧围墙第三根立杆南向枪机');
});

it.each([[0, '0 秒'], [59_000, '59 秒'], [60_000, '1 分'], [3_480_000, '58 分'], [6_240_000, '1 小时 44 分'], [154_800_000, '1 天 19 小时'], [950_400_000, '11 天'], [-5, '0 秒']])('says %i ms as %s', (ms, words) => {
  expect(stretch(ms)).toBe(words);
});

describe('skeleton', () => {
  it('waits 300 ms, because a flash of grey on a fast answer is noise', () => {
    jest.useFakeTimers();
    const { container } = render(<Skeleton />);
    expect(container.innerHTML).toBe('');
    act(() => {
      jest.advanceTimersByTime(310);
    });
    expect(screen.getByRole('status')).toBeTruthy();
    jest.useRealTimers();
  });
});

describe('errors', () => {
  it('say what failed in Chinese, with the trace and a way to try again', () => {
    let tries = 0;
    render(<ErrorState error={new ApiFault('x', 'busy', 'busy now', '服务繁忙', '7F2A-91C4', 503)} onRetry={() => { tries += 1; }} />);
    expect(screen.getByRole('alert').textContent).toContain('服务繁忙');
    expect(screen.getByText(/7F2A-91C4/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button'));
    expect(tries).toBe(1);
  });
  it('do not tell whether something outside the scope exists', () => {
    render(<ErrorState error={new ApiFault('x', 'missing', 'none', '没有', null, 404)} />);
    expect(screen.getByText('不存在或不在您的范围内')).toBeTruthy();
  });
  it('an empty list names its cause and the step that helps', () => {
    render(<EmptyState title="筛选条件下没有摄像机" note="辖区内有 1,352 路" action={<button type="button">清除筛选</button>} />);
    expect(screen.getByRole('button').textContent).toBe('清除筛选');
  });
});

it('moves between segments by arrow keys', () => {
  function Held(): ReactElement {
    const [value, setValue] = useState<'a' | 'b'>('a');
    return <Segmented label="跨度" value={value} onChange={setValue} items={[{ key: 'a', label: '24 小时' }, { key: 'b', label: '30 天', count: 3 }]} />;
  }
  render(<Held />);
  fireEvent.keyDown(screen.getByRole('tablist'), { key: 'ArrowRight' });
  expect(screen.getByRole('tab', { selected: true }).textContent).toBe('30 天3');
});

describe('list state', () => {
  const first = { q: '', page: 1, only: false };
  it('reads the types of its defaults from plain text', () => {
    expect(readState(first, { q: '0012', page: '3', only: 'true', other: 'x' })).toEqual({ q: '0012', page: 3, only: true });
  });
  it('falls back where the address is nonsense', () => {
    expect(readState(first, { page: 'abc' })).toEqual(first);
  });
});

describe('shortcuts', () => {
  function Bound({ done }: { done: string[] }): ReactElement {
    useKeys({ '/': () => done.push('/'), 'g o': () => done.push('g o'), '?': () => done.push('?') });
    return <input aria-label="field" />;
  }
  it('act on single keys and pairs, but not while a person types', () => {
    const done: string[] = [];
    render(<Bound done={done} />);
    fireEvent.keyDown(window, { key: 'g' });
    fireEvent.keyDown(window, { key: 'o' });
    fireEvent.keyDown(window, { key: 'o' });
    fireEvent.keyDown(window, { key: '?' });
    fireEvent.keyDown(screen.getByLabelText('field'), { key: '/', bubbles: true });
    fireEvent.keyDown(window, { key: '/', ctrlKey: true });
    expect(done).toEqual(['g o', '?']);
  });
});

import { fireEvent, screen, waitFor } from '@testing-library/react';
import { answerFetch, drawPage, pretendLayout, Refusal, type Answer } from '../../testing/page.js';
import SetupPage, { tokenOf } from '../setup/index.js';
import LoginPage, { ownPath } from './index.js';

pretendLayout();
const draw = (at: string, table: Readonly<Record<string, Answer>>) => {
  const asked = answerFetch(table);
  return drawPage({ '/login': LoginPage, '/setup': SetupPage, '/overview': () => <p>overview</p>, '/outages': () => <p>outages</p> }, at).then((page) => ({ page, asked }));
};
const fill = (label: string | RegExp, text: string): void => void fireEvent.change(screen.getByLabelText(label), { target: { value: text } });

it('says before entry that every view is recorded', async () => {
  await draw('/login', {});
  expect(screen.getByText('每次观看都有记录')).toBeTruthy();
});

it('asks for number and password before it asks the server', async () => {
  const { asked } = await draw('/login', {});
  fireEvent.click(screen.getByRole('button', { name: '登录' }));
  expect(screen.getByRole('alert').textContent).toBe('请填写工号');
  fill('工号', '030112');
  fireEvent.click(screen.getByRole('button', { name: '登录' }));
  expect(screen.getByRole('alert').textContent).toBe('请填写口令');
  expect(asked).toEqual([]);
});

it('brings the person back to the page he wanted', async () => {
  const { page, asked } = await draw('/login?to=%2Foutages%3Fview%3Dsingles', { 'POST /api/session': { person: { language: 'zh-CN' } } });
  fill('工号', ' 030112 ');
  fill('口令', 'secret secret');
  fireEvent.click(screen.getByRole('button', { name: '登录' }));
  await screen.findByText('outages');
  expect(page.address()).toBe('/outages?view=singles');
  expect(asked[0]?.body).toEqual({ number: '030112', password: 'secret secret' });
});

it('shows the refusal in the server\'s words and empties the password', async () => {
  await draw('/login', { 'POST /api/session': new Refusal(401, { code: 'access.wrong', kind: 'forbidden', message: 'wrong', zh: '工号或口令不对，还可再试 3 次' }) });
  fill('工号', '030112');
  fill('口令', 'nope');
  fireEvent.click(screen.getByRole('button', { name: '登录' }));
  await waitFor(() => expect(screen.getByRole('alert').textContent).toBe('工号或口令不对，还可再试 3 次'));
  expect(screen.getByLabelText<HTMLInputElement>('口令').value).toBe('');
});

it.each(['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', 'javascript:alert(1)', '/login', undefined, 7])('does not follow %s out of the console', (to) => {
  expect(ownPath(to)).toBe('/');
});

it('shows the password only while asked to', async () => {
  await draw('/login', {});
  const field = screen.getByLabelText<HTMLInputElement>('口令');
  expect(field.type).toBe('password');
  fireEvent.click(screen.getByRole('button', { name: '显示' }));
  expect(field.type).toBe('text');
});

describe('first set-up', () => {
  beforeEach(() => {
    window.location.hash = '#token=abc-123';
  });
  it('reads the token behind the hash, which browsers do not send', () => {
    expect([tokenOf('#token=abc'), tokenOf(''), tokenOf('#other=1')]).toEqual(['abc', null, null]);
  });
  it('says that a link without its token is not complete', async () => {
    window.location.hash = '';
    await draw('/setup', {});
    expect(screen.getByText('链接不完整')).toBeTruthy();
  });
  it('asks for the password twice, then creates the account and goes to sign-in', async () => {
    const { page, asked } = await draw('/setup', { 'POST /api/setup': { person: {} } });
    fill('工号', 'admin');
    fill('姓名', '管理员');
    fill('口令', 'a long enough one');
    fill('再输一次口令', 'another');
    fireEvent.click(screen.getByRole('button', { name: '建立账号' }));
    expect(screen.getByRole('alert').textContent).toBe('两次口令不一致');
    fill('再输一次口令', 'a long enough one');
    fireEvent.click(screen.getByRole('button', { name: '建立账号' }));
    await screen.findByText('账号已建立，请登录');
    expect(page.address()).toBe('/login?done=setup');
    expect(asked[0]?.body).toEqual({ token: 'abc-123', number: 'admin', name: '管理员', password: 'a long enough one' });
  });
});

import { parse } from 'csv-parse/sync';
import { HandClock } from '#kernel/testing';
import { Grounds } from '../live/grounds.js';
import { generateWorld } from '../world/generate.js';
import { ledgerColumns, ledgerCsv, ledgerRows } from './ledger.js';
import { truthOf } from './truth.js';

const truth = truthOf(
  new Grounds(generateWorld({ cameras: 400, seed: 1, base: '127.16.0.0', oddities: 'demo' }), new HandClock(), { failures: 5, lockS: 300 }),
  { rtsp: 8554, onvif: 8000, discovery: 3702, control: 8187 },
);

it('is a sheet that another reader reads back cell by cell', () => {
  const rows = ledgerRows(truth);
  expect(parse(ledgerCsv(rows), { bom: true, columns: true })).toEqual(rows.map((row) => ({ ...row })));
  expect(rows).toHaveLength(400);
  expect(Object.keys(rows[0] ?? {})).toEqual([...ledgerColumns]);
});

it('takes sites by id or by name', () => {
  const rows = ledgerRows(truth, { sites: ['site-001', '铁西一村'] });
  expect(new Set(rows.map((row) => row['场所']))).toEqual(new Set(['滨河新村', '铁西一村']));
});

it('spoils exactly as many rows as asked, each in one cell', () => {
  const good = ledgerRows(truth);
  const spoilt = ledgerRows(truth, { errors: 26 });
  const different = spoilt.filter((row, index) => JSON.stringify(row) !== JSON.stringify(good[index]));
  expect(different).toHaveLength(26);
  const cells = spoilt.map((row, index) => ledgerColumns.filter((column) => row[column] !== good[index]?.[column]).length);
  expect(Math.max(...cells)).toBe(2); // swapped coordinates touch two
});

it('never spoils more rows than there are', () => {
  expect(ledgerRows(truth, { sites: ['site-001'], errors: 1_000 })).toHaveLength(ledgerRows(truth, { sites: ['site-001'] }).length);
});

it('holds no password', () => {
  const csv = ledgerCsv(ledgerRows(truth));
  for (const site of truth.sites) expect(csv).not.toContain(site.credential.password);
});

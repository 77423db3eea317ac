import { readSettings } from './settings.js';

it('runs 400 cameras on the usual ports when nothing is said', () => {
  expect(readSettings([], {})).toEqual({ cameras: 400, seed: 1, oddities: 'demo', discovery: true, ports: { rtsp: 8554, onvif: 8000, discovery: 3702, control: 8187 } });
});

it('takes flags before environment', () => {
  const env = { FENGSUI_SIM_CAMERAS: '50', FENGSUI_SIM_SEED: '9', FENGSUI_SIM_PORT: '9000', FENGSUI_SIM_TOKEN: 'x' };
  expect(readSettings(['--cameras', '60', '--no-discovery'], env)).toMatchObject({ cameras: 60, seed: 9, discovery: false, token: 'x', ports: { control: 9_000 } });
});

it('moves all four ports together', () => {
  expect(readSettings(['--port-offset', '100', '--rtsp-port', '5000'], {}).ports).toEqual({ rtsp: 5_100, onvif: 8_100, discovery: 3_802, control: 8_287 });
});

it.each([['--cameras', 'many'], ['--cameras', '-1'], ['--colour', 'red'], ['--oddities', 'some'], ['here']])('refuses %s %s and says what it knows', (...argv) => {
  expect(() => readSettings(argv, {})).toThrow(/--cameras <n>/);
});

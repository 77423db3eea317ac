import { parseArgs } from 'node:util';
import { Fault } from '#kernel';
import { type DistrictOptions } from './district.js';
import { type Oddities } from './world/personality.js';

export const usage = `simulator: a district of cameras that needs no hardware, on this machine's loopback only
  --cameras <n>      1 … 8000 (400; FENGSUI_SIM_CAMERAS)
  --seed <n>         same seed, same district (1; FENGSUI_SIM_SEED)
  --base <ip>        first address of the district (127.16.0.0)
  --rtsp-port <n>  --onvif-port <n>  --discovery-port <n>  --control-port <n>   (8554, 8000, 3702, 8187; FENGSUI_SIM_PORT is the last)
  --port-offset <n>  added to all four: a second district beside the first (with another --base)
  --no-discovery     no WS-Discovery: saves one socket per device
  --oddities <demo|none|each>   who misbehaves (demo)
  FENGSUI_SIM_TOKEN  token that the control port then demands`;

/** Flags first, environment second. Throws `invalid` with the name of what does not fit. */
export function readSettings(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): DistrictOptions {
  const text = { type: 'string' } as const;
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({
      args: [...argv], allowPositionals: false,
      options: { cameras: text, seed: text, base: text, 'rtsp-port': text, 'onvif-port': text, 'discovery-port': text, 'control-port': text, 'port-offset': text, oddities: text, 'no-discovery': { type: 'boolean' } },
    }));
  } catch (cause) {
    throw new Fault('invalid', { code: 'simulator.flags', message: `${cause instanceof Error ? cause.message : String(cause)}\n${usage}`, cause });
  }
  const number = (flag: string, variable: string | undefined, fallback: number): number => {
    const said = values[flag] ?? (variable === undefined ? undefined : env[variable]) ?? fallback;
    const value = Number(said);
    if (!Number.isInteger(value) || value < 0) throw new Fault('invalid', { code: 'simulator.flags', message: `--${flag} takes a whole number, not ${String(said)}\n${usage}` });
    return value;
  };
  const offset = number('port-offset', undefined, 0);
  const oddities = String(values['oddities'] ?? 'demo');
  if (!['demo', 'none', 'each'].includes(oddities)) throw new Fault('invalid', { code: 'simulator.flags', message: `--oddities takes demo, none or each, not ${oddities}\n${usage}` });
  const token = env['FENGSUI_SIM_TOKEN'];
  return {
    cameras: number('cameras', 'FENGSUI_SIM_CAMERAS', 400), seed: number('seed', 'FENGSUI_SIM_SEED', 1), oddities: oddities as Oddities,
    ...(typeof values['base'] === 'string' ? { base: values['base'] } : {}),
    ports: {
      rtsp: number('rtsp-port', undefined, 8554) + offset, onvif: number('onvif-port', undefined, 8000) + offset,
      discovery: number('discovery-port', undefined, 3702) + offset, control: number('control-port', 'FENGSUI_SIM_PORT', 8187) + offset,
    },
    discovery: values['no-discovery'] !== true,
    ...(token === undefined || token === '' ? {} : { token }),
  };
}

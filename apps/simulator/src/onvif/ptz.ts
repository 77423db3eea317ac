import { type LiveDevice } from '../live/live-host.js';
import { type Answer, type Operation, type Question } from './answer.js';
import { escapeXml } from './soap.js';

/** Where a dome looks. Kept per host; moves are instant, because nobody watches the motor. */
interface Aim { pan: number; tilt: number; zoom: number; moving: boolean }

/** Tokens with a hole and a zero, and a name twice: all three were met in the field (onvif.md §3). */
const presets: readonly (readonly [string, string, Omit<Aim, 'moving'>])[] = [
  ['0', '大门', { pan: -0.5, tilt: 0, zoom: 0 }], ['1', '路口', { pan: 0.25, tilt: -0.2, zoom: 0.3 }], ['3', '路口', { pan: 0.8, tilt: 0.1, zoom: 0 }],
];

const clamp = (value: number): number => Math.max(-1, Math.min(1, value));
const refused = (subcodes: readonly string[], reason: string): Answer => ({ subcodes, reason });

export function ptzOperations(): Readonly<Record<string, Operation>> {
  const aims = new WeakMap<LiveDevice, Aim>();
  const aimOf = (host: LiveDevice): Aim => {
    const known = aims.get(host) ?? { pan: 0, tilt: 0, zoom: 0, moving: false };
    aims.set(host, known);
    return known;
  };
  const withProfile = (operation: Operation): Operation => (q) => {
    const token = q.call.parameters.get('ProfileToken');
    const known = (['main', 'sub'] as const).some((stream) => q.host.brand.profileToken(1, stream) === token);
    return known ? operation(q) : refused(['InvalidArgVal', 'NoProfile'], 'The requested profile token does not exist.');
  };
  const empty = (name: string): Answer => ({ body: `<tptz:${name}Response/>` });
  const number = (q: Question, key: string): number => clamp(Number(q.call.parameters.get(key) ?? 0) || 0);
  const position = (aim: Omit<Aim, 'moving'>): string => `<tt:PanTilt x="${aim.pan}" y="${aim.tilt}"/><tt:Zoom x="${aim.zoom}"/>`;
  return {
    GetNodes: () => ({ body: `<tptz:GetNodesResponse><tptz:PTZNode token="PTZNode_1"><tt:Name>dome</tt:Name><tt:SupportedPTZSpaces/><tt:MaximumNumberOfPresets>255</tt:MaximumNumberOfPresets><tt:HomeSupported>false</tt:HomeSupported></tptz:PTZNode></tptz:GetNodesResponse>` }),
    GetPresets: withProfile(() => ({
      body: `<tptz:GetPresetsResponse>${presets.map(([token, name, at]) => `<tptz:Preset token="${token}"><tt:Name>${escapeXml(name)}</tt:Name><tt:PTZPosition>${position(at)}</tt:PTZPosition></tptz:Preset>`).join('')}</tptz:GetPresetsResponse>`,
    })),
    GotoPreset: withProfile((q) => {
      const preset = presets.find(([token]) => token === q.call.parameters.get('PresetToken'));
      if (!preset) return refused(['InvalidArgVal', 'NoToken'], 'The requested preset token does not exist.');
      Object.assign(aimOf(q.host), preset[2], { moving: false });
      return empty('GotoPreset');
    }),
    ContinuousMove: withProfile((q) => {
      const aim = aimOf(q.host);
      aim.moving = true;
      aim.pan = clamp(aim.pan + number(q, 'x') * 0.1);
      aim.tilt = clamp(aim.tilt + number(q, 'y') * 0.1);
      return empty('ContinuousMove');
    }),
    Stop: withProfile((q) => { aimOf(q.host).moving = false; return empty('Stop'); }),
    GetStatus: withProfile((q) => {
      const aim = aimOf(q.host);
      const state = aim.moving ? 'MOVING' : 'IDLE';
      return { body: `<tptz:GetStatusResponse><tptz:PTZStatus><tt:Position>${position(aim)}</tt:Position><tt:MoveStatus><tt:PanTilt>${state}</tt:PanTilt><tt:Zoom>IDLE</tt:Zoom></tt:MoveStatus><tt:UtcTime>${new Date(q.deviceNowMs).toISOString()}</tt:UtcTime></tptz:PTZStatus></tptz:GetStatusResponse>` };
    }),
  };
}

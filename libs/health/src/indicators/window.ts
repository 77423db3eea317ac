import { z } from 'zod';
import { effectiveExclusions } from './exclusions.js';
import { intersect, merge, secondsOf, subtract, type Span, type Spans } from './intervals.js';
import { meanOf } from './mean.js';
import { judge, rateOf, type ExactRate, type Rate } from './rate.js';
import { dayOf, printDay, startOfDay } from './shanghai-time.js';
import { exclusionShape, firstTwice, instantText, openSpanShape, seconds, spanShape } from './shapes.js';

/** Three days: how late after its end an excused cause may still be approved. */
const EXCUSED_DEADLINE_S = 259_200;

export const windowPolicy = z.object({ excusedDeadlineS: seconds.default(EXCUSED_DEADLINE_S) });
const observation = z.object({ from: instantText, to: instantText, state: z.enum(['up', 'down', 'unknown']) });
const windowCamera = z.object({
  id: z.string(),
  commissionedAt: instantText.nullish(),
  decommissionedAt: instantText.nullish(),
  suspended: z.array(openSpanShape).nullish(),
  observations: z.array(observation),
  exclusions: z.array(exclusionShape).nullish(),
});
export const windowInput = z.object({
  window: spanShape,
  cameras: z.array(windowCamera).superRefine((cameras, context) => {
    const twice = firstTwice(cameras.map(({ id }) => id));
    if (twice) context.addIssue({ code: 'custom', path: [twice.index, 'id'], message: `camera ${JSON.stringify(twice.value)} stands in the list twice` });
  }),
});

/** A camera's life and what was seen of it, in seconds since 1970. */
export type WatchedCamera = z.output<typeof windowCamera>;
export interface Seconds { readonly up: number; readonly down: number; readonly unknown: number }
export interface CameraAvailability { readonly gross: Seconds; readonly net: Seconds; readonly excludedS: number; readonly grossRate: Rate; readonly netRate: Rate }
export interface FleetAvailability {
  readonly assessedCameras: number;
  readonly grossPooled: Rate; readonly netPooled: Rate; readonly netMean: ExactRate;
  readonly netCoverage: Rate; readonly netLower: Rate; readonly netUpper: Rate;
}
export interface DayAvailability { readonly date: string; readonly netPooled: Rate }
export interface WindowAvailability { readonly fleet: FleetAvailability; readonly byDay: readonly DayAvailability[]; readonly netDailyMean: ExactRate }

/**
 * 时长在线率, gross and net, of a fleet over a window, with its days and both means. Cameras are taken one by one and forgotten,
 * so a month of 15,000 of them needs no more memory than its largest camera; `onCamera` gets each one's own figures.
 */
export function availability(
  window: Span, cameras: Iterable<WatchedCamera>, excusedDeadlineS = EXCUSED_DEADLINE_S,
  onCamera: (id: string, figures: CameraAvailability) => void = () => undefined,
): WindowAvailability {
  const gross = { up: 0, down: 0 };
  const net = { up: 0, down: 0, unknown: 0 };
  const netRates: Rate[] = [];
  const days = new DayTally(window);
  let assessedCameras = 0;
  for (const camera of cameras) {
    const seen = splitService(window, camera, excusedDeadlineS);
    const figures = figuresOf(seen);
    if (seen.serviceS > 0) assessedCameras += 1;
    gross.up += figures.gross.up;
    gross.down += figures.gross.down;
    net.up += figures.net.up;
    net.down += figures.net.down;
    net.unknown += figures.net.unknown;
    netRates.push(figures.netRate);
    days.add(seen.net.up, 'up');
    days.add(seen.net.down, 'down');
    onCamera(camera.id, figures);
  }
  const judged = judge(net.up, net.down, net.unknown);
  const byDay = days.rates();
  return {
    fleet: {
      assessedCameras,
      grossPooled: rateOf(gross.up, gross.up + gross.down),
      netPooled: judged.rate,
      netMean: meanOf(netRates),
      netCoverage: judged.coverage, netLower: judged.lower, netUpper: judged.upper,
    },
    byDay,
    netDailyMean: meanOf(byDay.map(({ netPooled }) => netPooled)),
  };
}

type Split = Readonly<Record<'up' | 'down' | 'unknown', Spans>>;
interface Served { readonly serviceS: number; readonly excludedS: number; readonly gross: Split; readonly net: Split }

/** Rules W1 to W3 for one camera, as times rather than sums, so that days can be cut from them. */
function splitService(window: Span, camera: WatchedCamera, excusedDeadlineS: number): Served {
  const service = serviceOf(window, camera);
  const seen = (state: 'up' | 'down'): Spans => intersect(merge(camera.observations.filter((one) => one.state === state)), service);
  const up = seen('up'); // where observations overlap, up wins: one good frame proves it was up
  const down = subtract(seen('down'), up);
  const unknown = subtract(subtract(service, up), down);
  const excluded = intersect(effectiveExclusions(camera.exclusions ?? [], excusedDeadlineS), service);
  return {
    serviceS: secondsOf(service),
    excludedS: secondsOf(excluded),
    gross: { up, down, unknown },
    net: { up: subtract(up, excluded), down: subtract(down, excluded), unknown: subtract(unknown, excluded) },
  };
}

/** Rule W1. A suspension without an end still lasts. */
function serviceOf(window: Span, { commissionedAt, decommissionedAt, suspended }: Pick<WatchedCamera, 'commissionedAt' | 'decommissionedAt' | 'suspended'>): Spans {
  const life = merge([{ from: Math.max(window.from, commissionedAt ?? -Infinity), to: Math.min(window.to, decommissionedAt ?? Infinity) }]);
  return subtract(life, merge((suspended ?? []).map(({ from, to }) => ({ from, to: to ?? Infinity }))));
}

function figuresOf({ gross, net, excludedS }: Served): CameraAvailability {
  const all = countSeconds(gross);
  const kept = countSeconds(net);
  return { gross: all, net: kept, excludedS, grossRate: rateOf(all.up, all.up + all.down), netRate: rateOf(kept.up, kept.up + kept.down) };
}

const countSeconds = ({ up, down, unknown }: Split): Seconds => ({ up: secondsOf(up), down: secondsOf(down), unknown: secondsOf(unknown) });

/** Rule W6: every Shanghai day that the window touches, also a day of which nothing is known. */
class DayTally {
  private readonly first: number;
  private readonly days: { up: number; down: number }[];

  constructor(window: Span) {
    this.first = dayOf(window.from);
    const last = window.to > window.from ? dayOf(window.to - 1) : this.first - 1;
    this.days = Array.from({ length: last - this.first + 1 }, () => ({ up: 0, down: 0 }));
  }

  add(spans: Spans, state: 'up' | 'down'): void {
    for (const { from, to } of spans) {
      for (let at = from; at < to;) {
        const day = dayOf(at);
        const end = Math.min(to, startOfDay(day + 1));
        this.days[day - this.first]![state] += end - at;
        at = end;
      }
    }
  }

  rates(): DayAvailability[] {
    return this.days.map(({ up, down }, i) => ({ date: printDay(this.first + i), netPooled: rateOf(up, up + down) }));
  }
}

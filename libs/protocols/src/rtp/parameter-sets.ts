import { Fault } from '#kernel';
import { splitAnnexB, trimZeros, type VideoCodec } from './nal.js';
import { readSequence, setId, type VideoParameters } from './params.js';

type Kind = 'vps' | 'sps' | 'pps';

/** Real sets are tens of bytes; `avcC` and `hvcC` cannot carry more than 65,535. */
const setLimit = 4_096;

export function kindOfSet(codec: VideoCodec, first: number): Kind | undefined {
  if (codec === 'h264') return (first & 31) === 7 ? 'sps' : (first & 31) === 8 ? 'pps' : undefined;
  const type = (first >> 1) & 63;
  return type === 32 ? 'vps' : type === 33 ? 'sps' : type === 34 ? 'pps' : undefined;
}

/** The latest parameter sets of a stream, by id and content. A change is noticed at once and takes effect at the next key frame. */
export class ParameterSets {
  private readonly sets: Readonly<Record<Kind, Map<number, Buffer>>> = { vps: new Map(), sps: new Map(), pps: new Map() };
  private generation = 0;
  /** True from a change until `settle`. */
  changed = false;

  /** `known` are the sets of the SDP: some cameras never repeat them in the stream. */
  constructor(readonly codec: VideoCodec, known: readonly Buffer[] = []) {
    for (const set of known) for (const unit of splitAnnexB(set)) this.learn(unit);
  }

  /** False when `unit` is no readable parameter set. The bytes are copied only when they are new. */
  learn(unit: Buffer): boolean {
    const set = trimZeros(unit);
    const kind = set.length > 0 && set.length <= setLimit ? kindOfSet(this.codec, set[0] as number) : undefined;
    const id = kind && setId(this.codec, kind, set);
    if (kind === undefined || id === undefined) return false;
    if (this.sets[kind].get(id)?.equals(set)) return true;
    this.sets[kind].delete(id); // so that the newest is the last
    this.sets[kind].set(id, Buffer.from(set));
    this.changed = true;
    return true;
  }

  get complete(): boolean { return this.sets.sps.size > 0 && this.sets.pps.size > 0 && (this.codec === 'h264' || this.sets.vps.size > 0); }

  /** The parameters of the next generation. Throws `protocols.parameter-set` when the sequence set cannot be read. */
  settle(): VideoParameters {
    const [vps, sps, pps] = [this.sets.vps, this.sets.sps, this.sets.pps].map((each) => [...each.values()].reverse()) as [Buffer[], Buffer[], Buffer[]];
    const first = sps[0];
    if (!first) throw new Fault('misunderstood', { code: 'protocols.parameter-set', message: 'the stream has no sequence parameter set' });
    const info = readSequence(this.codec, first);
    this.changed = false;
    this.generation++;
    return { ...info, codec: this.codec, generation: this.generation, vps, sps, pps };
  }
}

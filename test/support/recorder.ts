import { AccessUnitAssembler, initSegment, readRtp, SequenceWatch, Timeline, writeFragment, type AccessUnit, type VideoCodec, type VideoParameters } from '#protocols';

/** RTP packets in, an MP4 file out: the protocol room's parts, put together the way a relay does. */
export class Mp4Recorder {
  readonly parts: Buffer[] = [];
  readonly units: AccessUnit[] = [];
  readonly watch = new SequenceWatch();
  readonly assembler: AccessUnitAssembler;
  private parameters: VideoParameters | undefined;
  private timeline: Timeline | undefined;

  constructor(codec: VideoCodec, parameterSets: readonly Buffer[] = []) {
    this.assembler = new AccessUnitAssembler({ codec, parameterSets, onUnit: (unit) => this.write(unit) });
  }

  packet(data: Buffer): void {
    const packet = readRtp(data);
    const lost = this.watch.next(packet.sequence);
    if (lost >= 0) this.assembler.push(packet, lost);
  }

  private write(unit: AccessUnit): void {
    if (this.parameters !== unit.parameters) {
      this.parameters = unit.parameters;
      this.parts.push(initSegment(unit.parameters));
      if (this.timeline) this.timeline.follow(unit.parameters);
      else this.timeline = new Timeline(unit.parameters);
    }
    const timing = (this.timeline as Timeline).next(unit.timestamp, unit.key);
    this.units.push(unit);
    const begin = writeFragment(unit, { sequence: this.units.length, decodeAt: timing.decodeAt, duration: timing.duration, key: unit.key, shift: timing.reordered ? timing.shift : undefined });
    this.parts.push(unit.slab.subarray(begin, unit.end));
  }
}

import { Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { writeTrail } from '#access';
import { checkAsked, shardOf } from '#health';
import { inScope } from '#inventory';
import { emit, Fault, newId, type Clock } from '#kernel';
import { AsViewer, May, type Viewer } from '../http/access.js';
import { uuid } from '../http/checked.js';
import { CLOCK, DATABASE } from '../tokens.js';

const patienceMs = 15_000;

/** "Check now": the prober that holds the camera asks it at once, and the answer is also judged as usual. */
@Controller('api')
export class CheckController {
  constructor(@Inject(DATABASE) private readonly database: DataSource, @Inject(CLOCK) private readonly clock: Clock) {}

  @May('check-camera') @Post('cameras/:id/check') @HttpCode(200)
  async check(@AsViewer() { person, scope, client }: Viewer, @Param('id', uuid) cameraId: string) {
    const [camera] = await this.database.query<{ site_id: string }[]>('select site_id from camera where id = $1', [cameraId]);
    if (!camera || !inScope(scope, camera.site_id)) throw new Fault('forbidden', { code: 'reporting.no-camera', message: 'this camera does not exist, or is not in your area', zh: '摄像机不存在，或不在您的辖区内' });
    const requestId = newId();
    await this.database.transaction(async (tx) => {
      await tx.query('insert into check_request (id, camera_id, asked_by) values ($1,$2,$3)', [requestId, cameraId, person.id]);
      await emit(tx, checkAsked, { requestId, cameraId, shard: shardOf(camera.site_id) });
      await writeTrail(tx, { personId: person.id, personNumber: person.number, unit: person.unit, action: 'check-camera', objectKind: 'camera', objectId: cameraId, outcome: 'done', client }, this.clock.now());
    });
    const deadline = this.clock.monotonicMs() + patienceMs;
    for (;;) {
      const [row] = await this.database.query<{ verdict: unknown; done_at: Date | null }[]>('select verdict, done_at from check_request where id = $1', [requestId]);
      if (row?.done_at) return { verdicts: row.verdict };
      if (this.clock.monotonicMs() > deadline) throw new Fault('timeout', { code: 'health.no-prober', message: 'no prober took this check within 15 s: is one running?', zh: '15 秒内没有探测器应答，请检查探测器是否运行' });
      await this.clock.sleep(100);
    }
  }
}

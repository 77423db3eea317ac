import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { asFault, databaseFault, Fault, faultsTotal, newId, type Log } from '#kernel';
import { tooDeep } from './body.js';
import { statusOf } from './status.js';

/** Codes for which HTTP has a status of its own. */
const ownStatus: Readonly<Record<string, number>> = { 'platform.log-in-first': 401, 'platform.body-too-large': 413, 'platform.too-many-calls': 429 };

/** Every error leaves as {code, kind, message, zh, facts, trace}. A bug tells nothing of our insides; its trace id finds it in the log. */
@Catch()
export class FaultFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const fault = fromHttp(thrown) ?? databaseFault(thrown) ?? asFault(thrown);
    const trace = newId().slice(0, 8);
    const bug = fault.kind === 'bug';
    faultsTotal.inc({ kind: fault.kind });
    if (bug) this.log.error({ err: fault.cause ?? fault, trace, path: request.path }, 'a request failed');
    else if (/^kernel\.(disk|database)-/.test(fault.code)) this.log.warn({ code: fault.code, path: request.path }, fault.message);
    if (response.headersSent) { response.destroy(); return; }
    response.status(ownStatus[fault.code] ?? statusOf[fault.kind]).json({
      code: fault.code, kind: fault.kind, trace,
      message: bug ? `something broke on our side; tell the administrator this number: ${trace}` : fault.message,
      zh: bug ? `系统内部错误，请把编号 ${trace} 告诉管理员` : fault.zh ?? fault.message,
      facts: bug ? {} : fault.facts,
    });
  }
}

/** What Express and Nest themselves throw: unknown routes, bodies that are too large or not JSON. */
function fromHttp(thrown: unknown): Fault | undefined {
  const status = thrown instanceof HttpException ? thrown.getStatus() : (thrown as { status?: number }).status;
  const type = (thrown as { type?: string }).type;
  if (thrown instanceof Error && thrown.message === tooDeep) return new Fault('invalid', { code: 'platform.body-too-deep', message: 'the body nests deeper than 32 levels, which no call of this API does', zh: '请求内容嵌套超过 32 层' });
  if (type === 'entity.too.large' || status === 413) return new Fault('invalid', { code: 'platform.body-too-large', message: 'the body is larger than this call takes (1 MB; 64 MB for files)', zh: '内容过大：接口最多 1 MB，文件最多 64 MB' });
  if (type === 'entity.parse.failed' || (status === 400 && /JSON/.test((thrown as Error).message))) return new Fault('invalid', { code: 'platform.not-json', message: 'the body is not JSON', zh: '请求内容不是 JSON' });
  if (status === 404) return new Fault('missing', { code: 'platform.no-such-page', message: 'nothing is here: see /api/openapi.json', zh: '没有这个接口' });
  if (status !== undefined && status >= 400 && status < 500) return new Fault('invalid', { code: 'platform.bad-request', message: (thrown as Error).message, zh: '请求的格式或编码不受支持' });
  return undefined;
}

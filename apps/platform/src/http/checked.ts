import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { Fault } from '#kernel';

/** A body or query of the right shape, or a Fault that names every wrong field, what was found and what is allowed. */
@Injectable()
export class Checked<T extends z.ZodType> implements PipeTransform<unknown, z.infer<T>> {
  constructor(readonly schema: T) {}

  transform(value: unknown, _metadata: ArgumentMetadata): z.infer<T> {
    const parsed = this.schema.safeParse(value ?? {});
    if (parsed.success) return parsed.data;
    const problems = parsed.error.issues.map((issue) => ({ field: issue.path.join('.') || '(body)', problem: issue.message }));
    throw new Fault('invalid', {
      code: 'platform.shape', message: `the request does not fit: ${problems.map(({ field, problem }) => `${field}: ${problem}`).join('; ')}`,
      zh: `请求不符合要求：${problems.map(({ field }) => field).join('、')}`, facts: { problems },
    });
  }
}

export const checked = <T extends z.ZodType>(schema: T) => new Checked(schema);

/** Query texts as numbers within bounds; pages start at 1. */
export const page = { page: z.coerce.number().int().min(1).max(100_000).default(1), size: z.coerce.number().int().min(1).max(500).default(100) };
export const uuid = checked(z.uuid());

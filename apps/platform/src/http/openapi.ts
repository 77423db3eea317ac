import 'reflect-metadata';
import { RequestMethod, type Type } from '@nestjs/common';
import { z } from 'zod';
import { version } from '../version.js';
import { Checked } from './checked.js';

/** Keys under which Nest keeps what its decorators said (@nestjs/common constants). */
const PATH = 'path';
const METHOD = 'method';
const ARGUMENTS = '__routeArguments__';
const STATUS = '__httpCode__';
const ACTION = 'fengsui:action';
const kinds: Readonly<Record<string, 'body' | 'query' | 'path'>> = { 3: 'body', 4: 'query', 5: 'path' };

interface Argument { readonly index: number; readonly data?: unknown; readonly pipes?: readonly unknown[] }

/** The API as OpenAPI 3.1, read off the controllers and the very schemas that check each request: it cannot say anything else than the code does. */
export function openApi(controllers: readonly Type[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const controller of controllers) {
    const base = one(Reflect.getMetadata(PATH, controller));
    for (const name of Object.getOwnPropertyNames(controller.prototype as object)) {
      const handler = (controller.prototype as Record<string, unknown>)[name];
      const method = typeof handler === 'function' ? (Reflect.getMetadata(METHOD, handler) as RequestMethod | undefined) : undefined;
      if (method === undefined || typeof handler !== 'function') continue;
      const path = `/${[base, one(Reflect.getMetadata(PATH, handler))].join('/')}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1').replace(/:(\w+)/g, '{$1}');
      (paths[path] ??= {})[RequestMethod[method].toLowerCase()] = operation(controller, name, handler, method, path);
    }
  }
  return {
    openapi: '3.1.0', info: { title: 'Fengsui', version, description: 'Errors are {code, kind, message, zh, facts, trace}. Calls that change something need the header X-Requested-With: fengsui.' }, paths,
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'fengsui_session' } }, schemas: { Fault: z.toJSONSchema(z.object({ code: z.string(), kind: z.string(), message: z.string(), zh: z.string(), facts: z.record(z.string(), z.unknown()), trace: z.string() })) } },
  };
}

function operation(controller: Type, name: string, handler: object, method: RequestMethod, path: string): Record<string, unknown> {
  const action = Reflect.getMetadata(ACTION, handler) as string | undefined;
  const parameters: unknown[] = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => ({ name: parameter, in: 'path', required: true, schema: { type: 'string' } }));
  let body: unknown;
  for (const [key, argument] of Object.entries((Reflect.getMetadata(ARGUMENTS, controller, name) ?? {}) as Record<string, Argument>)) {
    const kind = kinds[key.split(':')[0] ?? ''];
    const pipe = argument.pipes?.find((each) => each instanceof Checked) as Checked<z.ZodType> | undefined;
    if (!pipe || kind === 'path' || kind === undefined) continue;
    const schema = z.toJSONSchema(pipe.schema, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, unknown>; required?: string[] };
    if (kind === 'body') body = { required: true, content: { 'application/json': { schema } } };
    else for (const [field, of] of Object.entries(schema.properties ?? {})) parameters.push({ name: field, in: 'query', required: schema.required?.includes(field) ?? false, schema: of });
  }
  const status = (Reflect.getMetadata(STATUS, handler) as number | undefined) ?? (method === RequestMethod.POST ? 201 : 200);
  return {
    operationId: `${controller.name.replace('Controller', '')}.${name}`, tags: [controller.name.replace('Controller', '')],
    ...(action && action !== 'public' ? { security: [{ session: [] }], description: action === 'log-in' ? 'Needs a session.' : `Needs the right to ${action}.` } : {}),
    ...(parameters.length > 0 ? { parameters } : {}), ...(body ? { requestBody: body } : {}),
    responses: { [status]: { description: 'done' }, default: { description: 'a fault', content: { 'application/json': { schema: { $ref: '#/components/schemas/Fault' } } } } },
  };
}

const one = (path: unknown): string => (Array.isArray(path) ? String(path[0] ?? '') : String(path ?? ''));

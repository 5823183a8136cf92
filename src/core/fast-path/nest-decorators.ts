import {
  Body,
  type ExecutionContext,
  Header,
  HttpCode,
  Redirect,
  Render,
  Res,
  type Type,
  UseFilters,
  UseGuards,
  UseInterceptors,
  UsePipes,
} from '@nestjs/common';

// Nest does not export the keys under which its decorators store what they declare: they are read off a probe.

/** The declaration of a parameter decorator. */
interface DecoratedParameter {
  readonly index: number;
  readonly data?: unknown;
  readonly pipes?: readonly unknown[];
  /** Only custom decorators have one. */
  readonly factory?: (data: unknown, context: ExecutionContext) => unknown;
}

export interface HandlerParameter extends DecoratedParameter {
  readonly kind: 'body' | 'reply' | 'custom' | 'other';
  readonly type: Type<Record<string, unknown>>;
}

class Probe {
  handler(): void {
    return undefined;
  }
}
Body()(Probe.prototype, 'handler', 0);
Res()(Probe.prototype, 'handler', 1);
const [PARAMETERS] = Reflect.getMetadataKeys(Probe, 'handler') as string[];
const [BODY, REPLY] = [0, 1].map((index) => kindAt(Probe, 'handler', index));

const STATUS = keyOf(HttpCode(200));

/** Metadata keys of what a handler or its controller may add to Nest's way, by their names in messages. */
const ENHANCERS: ReadonlyMap<string, string> = new Map([
  ['guard', keyOf(UseGuards({ canActivate: () => true }))],
  ['pipe', keyOf(UsePipes({ transform: (value: unknown) => value }))],
  ['interceptor', keyOf(UseInterceptors({ intercept: (_context, next) => next.handle() }))],
  ['filter', keyOf(UseFilters({ catch: () => undefined }))],
  ['header', keyOf(Header('name', 'value'))],
  ['redirect', keyOf(Redirect('/'))],
  ['view', keyOf(Render('name'))],
]);

/** The enhancers of a handler or a controller, each with its name in messages. */
export function enhancersOn(target: object): [name: string, enhancer: unknown][] {
  return Array.from(ENHANCERS).flatMap(([name, key]) =>
    [(Reflect.getMetadata(key, target) as unknown) ?? []].flat().map((enhancer): [string, unknown] => [name, enhancer]),
  );
}

/** The status that `@HttpCode` declares. */
export function statusOf(handler: object): number | undefined {
  return Reflect.getMetadata(STATUS, handler) as number | undefined;
}

/** The parameters of a handler, in order. */
export function parametersOf(prototype: object, method: string): HandlerParameter[] {
  const types = Reflect.getMetadata('design:paramtypes', prototype, method) as HandlerParameter['type'][];
  return types.map((type, index) => {
    const [, parameter] = parameterAt(prototype.constructor, method, index) ?? [];
    const kind = kindAt(prototype.constructor, method, index);
    return {
      ...parameter,
      index,
      type,
      kind: kind === BODY ? 'body' : kind === REPLY ? 'reply' : parameter?.factory ? 'custom' : 'other',
    };
  });
}

function kindAt(controller: object, method: string, index: number): string | undefined {
  return parameterAt(controller, method, index)?.[0].split(':', 1)[0];
}

function parameterAt(controller: object, method: string, index: number): [string, DecoratedParameter] | undefined {
  const declared = (Reflect.getMetadata(PARAMETERS ?? '', controller, method) ?? {}) as Record<
    string,
    DecoratedParameter
  >;
  return Object.entries(declared).find(([, parameter]) => parameter.index === index);
}

function keyOf(decorate: MethodDecorator): string {
  const handler = (): void => undefined;
  decorate({}, 'handler', { value: handler });
  const [key, ...others] = Reflect.getMetadataKeys(handler) as string[];
  if (key === undefined || others.length > 0) {
    throw new Error('A decorator of Nest declares something else than expected');
  }
  return key;
}

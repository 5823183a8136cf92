import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { UuidPipe } from '../common/validation/id.pipes';
import type { PlacedOperation } from './operations';

/** Metadata key of @nestjs/common. */
const ROUTE_ARGUMENTS = '__routeArguments__';

interface RouteArgument {
  readonly data?: unknown;
  readonly pipes?: readonly unknown[];
}

/**
 * Documents the path parameters that `UuidPipe` reads as UUIDs.
 * @param modules those of the document: within them, handlers have the names of their operations
 */
export function describeIds(
  app: INestApplication,
  modules: readonly unknown[],
  operations: readonly PlacedOperation[],
): void {
  const uuids = uuidsOfHandlers(app, modules);
  for (const { operation } of operations) {
    const names = uuids.get(operation.operationId ?? '');
    for (const parameter of operation.parameters ?? []) {
      if ('in' in parameter && parameter.in === 'path' && names?.has(parameter.name)) {
        parameter.schema = { ...parameter.schema, type: 'string', format: 'uuid' };
      }
    }
  }
}

function uuidsOfHandlers(app: INestApplication, modules: readonly unknown[]): ReadonlyMap<string, ReadonlySet<string>> {
  const included = [...app.get(ModulesContainer).values()].filter(({ metatype }) => modules.includes(metatype));
  const controllers = included.flatMap((module) => [...module.controllers.values()]);
  return new Map(controllers.flatMap(({ metatype }) => (typeof metatype === 'function' ? uuidsOf(metatype) : [])));
}

function uuidsOf(controller: { readonly prototype: object }): [string, ReadonlySet<string>][] {
  return Object.getOwnPropertyNames(controller.prototype).map((handler) => {
    const read: unknown = Reflect.getMetadata(ROUTE_ARGUMENTS, controller, handler) ?? {};
    const uuids = Object.values(read as Record<string, RouteArgument>).filter(isUuid);
    return [handler, new Set(uuids.map(({ data }) => String(data)))];
  });
}

function isUuid({ pipes = [] }: RouteArgument): boolean {
  return pipes.some((pipe) => pipe === UuidPipe || pipe instanceof UuidPipe);
}

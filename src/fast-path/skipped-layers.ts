import {
  EXCEPTION_FILTERS_METADATA,
  GUARDS_METADATA,
  HEADERS_METADATA,
  INTERCEPTORS_METADATA,
  PIPES_METADATA,
  REDIRECT_METADATA,
  RENDER_METADATA,
  ROUTE_ARGS_METADATA,
} from '@nestjs/common/constants';
import type { FastHandler } from '../common/http/fast-path.decorator';
import { SignatureGuard } from '../dialects/progran3/http/signature.guard';

/** Names of layers in messages, by the metadata key of their decorator. */
const LAYERS: readonly (readonly [layer: string, metadata: string])[] = [
  ['guard', GUARDS_METADATA],
  ['pipe', PIPES_METADATA],
  ['interceptor', INTERCEPTORS_METADATA],
  ['filter', EXCEPTION_FILTERS_METADATA],
  ['header', HEADERS_METADATA],
  ['redirect', REDIRECT_METADATA],
  ['view', RENDER_METADATA],
];

/** Allows every request without a signature, and the fast path takes no other. */
const RESPECTED: readonly unknown[] = [SignatureGuard];

/** Throws if the handler, its controller or a parameter has a layer of its own, which the fast path would skip. */
export function refuseSkippedLayers({ prototype, method }: FastHandler): void {
  const controller = prototype.constructor;
  const handler = Reflect.get(prototype, method) as object;
  const skipped = [handler, controller].flatMap(layersOn);
  if (hasPipedParameter(controller, method)) {
    skipped.push('pipe of a parameter');
  }
  if (skipped.length > 0) {
    throw new Error(`The fast path would skip of ${controller.name}.${method}: ${skipped.join(', ')}`);
  }
}

function layersOn(target: object): string[] {
  return LAYERS.flatMap(([layer, metadata]) =>
    entriesOf(Reflect.getMetadata(metadata, target))
      .filter((entry) => !RESPECTED.includes(entry))
      .map(() => layer),
  );
}

function entriesOf(metadata: unknown): unknown[] {
  if (metadata === undefined) {
    return [];
  }
  return Array.isArray(metadata) ? metadata : [metadata];
}

function hasPipedParameter(controller: object, method: string): boolean {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Record<
    string,
    { readonly pipes?: readonly unknown[] }
  >;
  return Object.values(parameters).some(({ pipes = [] }) => pipes.length > 0);
}

import { AllowsFastPath, type FastHandler } from '../common/http/fast-path.decorator';
import { enhancersOn, parametersOf } from './nest-decorators';

/** Throws if the handler, its controller or a parameter has an enhancer of its own, which the fast path would skip. */
export function assertNoEnhancers({ prototype, method }: FastHandler): void {
  const controller = prototype.constructor;
  const handler = Reflect.get(prototype, method) as object;
  const skipped = [handler, controller]
    .flatMap(enhancersOn)
    .filter(([, enhancer]) => !allowsFastPath(enhancer))
    .map(([name]) => name);
  if (parametersOf(prototype, method).some(({ pipes = [] }) => pipes.length > 0)) {
    skipped.push('pipe of a parameter');
  }
  if (skipped.length > 0) {
    throw new Error(`The fast path would skip of ${controller.name}.${method}: ${skipped.join(', ')}`);
  }
}

function allowsFastPath(enhancer: unknown): boolean {
  return typeof enhancer === 'function' && Reflect.hasMetadata(AllowsFastPath.KEY, enhancer);
}

import { Body, type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, Query } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { documentedParametersOf } from './documented-parameters';
import { currentRequest } from './request-context';
import { RequestValidationPipe } from './request-validation.pipe';
import { routeConfigOf } from './route-config';

/** A DTO without fields. Nest does not export the keys under which its decorators store what they declare: they are read off it. */
class NoFields {
  handler(): void {
    return undefined;
  }
}
Body()(NoFields.prototype, 'handler', 0);
Query()(NoFields.prototype, 'handler', 1);
const [PARAMETERS = ''] = Reflect.getMetadataKeys(NoFields, 'handler') as string[];
const [BODY, QUERY] = kindsOf(NoFields, 'handler');

/** Probes and readers of public keys add parameters of their own. */
const API = '/api/v1/';

/** The input that a handler declares: its DTO refuses unknown fields. */
interface DeclaredInput {
  readonly query: boolean;
  readonly body: boolean;
}

/**
 * Refuses the query and the body of a request whose handler declares none, in the words of an unknown field: a caller who sends
 * one means something by it. Where it declares them, the validation of its DTO does.
 */
@Injectable()
export class DeclaredInputInterceptor implements NestInterceptor {
  private readonly validation = new RequestValidationPipe();
  private readonly known = new WeakMap<object, DeclaredInput>();

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const isStrict = currentRequest()?.dialect.unknownFields === 'refuse' && request.routeOptions.url?.startsWith(API);
    if (isStrict) {
      const declared = this.declaredBy(context);
      const isRaw = routeConfigOf(request)?.rawBodyBytes !== undefined;
      if (!declared.query) {
        await this.refuseFields('query', request.query);
      }
      if (!(declared.body || isRaw)) {
        await this.refuseFields('body', request.body);
      }
    }
    return next.handle();
  }

  private async refuseFields(type: 'query' | 'body', value: unknown): Promise<void> {
    if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
      await this.validation.transform(value, { type, metatype: NoFields });
    }
  }

  private declaredBy(context: ExecutionContext): DeclaredInput {
    const handler = context.getHandler();
    const known = this.known.get(handler) ?? declaredBy(context.getClass(), handler);
    this.known.set(handler, known);
    return known;
  }
}

function declaredBy(controller: object, handler: { readonly name: string }): DeclaredInput {
  const kinds = kindsOf(controller, handler.name);
  const documented = documentedParametersOf(handler);
  const reads = (kind: string | undefined, place: string): boolean =>
    kinds.some((one) => one === kind) || documented.some((parameter) => parameter.in === place);
  return { query: reads(QUERY, 'query'), body: reads(BODY, 'body') };
}

/** The kinds of the handler's parameters, of which the key of each begins with one. */
function kindsOf(controller: object, handler: string): (string | undefined)[] {
  const parameters = (Reflect.getMetadata(PARAMETERS, controller, handler) ?? {}) as object;
  return Object.keys(parameters).map((key) => key.split(':', 1)[0]);
}

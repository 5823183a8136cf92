import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { isManagement } from '../../common/access/authorized.decorator';
import { NATIVE } from '../../common/dialects/native.dialect';
import { ChangeReasonDto, changeReasonOf } from '../../common/http/change-reason.dto';
import { currentRequest } from '../../common/http/request-context';
import { RequestValidationPipe } from '../../common/http/request-validation.pipe';
import { routeConfigOf } from '../../common/http/route-config';
import { REASON_REQUIRED } from './request.settings';
import { SettingValuesService } from './setting-values.service';

type Fields = Record<string, unknown>;

const NAMES = ['reason', 'reference'] as const;
const READS: readonly string[] = ['GET', 'HEAD'];

/**
 * Takes `reason` and `reference` out of the query and the body of every change of the native API, for the records of its
 * unit of work, so that no handler and no service needs to know them.
 */
@Injectable()
export class ChangeReasonInterceptor implements NestInterceptor {
  private readonly validation = new RequestValidationPipe();

  constructor(private readonly settings: SettingValuesService) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const current = currentRequest();
    const isChange = isManagement(routeConfigOf(request)?.access) && !READS.includes(request.method);
    if (current?.dialect.name === NATIVE.name && isChange) {
      const fields = takeFields(request, ownFieldsOf(context));
      const given: unknown = await this.validation.transform(fields, { type: 'body', metatype: ChangeReasonDto });
      current.changeReason = changeReasonOf(given as ChangeReasonDto, this.settings.get(REASON_REQUIRED));
    }
    return next.handle();
  }
}

/**
 * The fields of the query and, where it has none, of the body. A body that has a field of this name of its own keeps it:
 * its `reason` is that of the change, its `reference` is another, such as that of a product.
 */
function takeFields(request: FastifyRequest, own: ReadonlySet<string>): Fields {
  const [query, body] = [fieldsOf(request.query), fieldsOf(request.body)];
  const taken: Fields = {};
  for (const name of NAMES) {
    const isOwn = own.has(name);
    taken[name] = query[name] ?? (isOwn && name === 'reference' ? undefined : body[name]);
    Reflect.deleteProperty(query, name);
    if (!isOwn) {
      Reflect.deleteProperty(body, name);
    }
  }
  return taken;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

const ownFields = new WeakMap<object, ReadonlySet<string>>();

/** The fields of the handler's DTOs. */
function ownFieldsOf(context: ExecutionContext): ReadonlySet<string> {
  const handler = context.getHandler();
  const known = ownFields.get(handler);
  if (known) {
    return known;
  }
  const prototype = context.getClass<object>().prototype as object;
  const types = (Reflect.getMetadata('design:paramtypes', prototype, handler.name) ?? []) as (() => void)[];
  const fields = new Set(types.flatMap(validatedFields));
  ownFields.set(handler, fields);
  return fields;
}

function validatedFields(type: () => void): string[] {
  return getMetadataStorage()
    .getTargetValidationMetadatas(type, '', false, false)
    .map(({ propertyName }) => propertyName);
}

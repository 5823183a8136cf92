import { type ExecutionContext, HttpStatus, type Type } from '@nestjs/common';
import { HTTP_CODE_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { Reflector } from '@nestjs/core';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TransformationType, type TypeMetadata } from 'class-transformer';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { ACCESS, type Access } from './common/access/authorized.decorator';
import { NATIVE } from './common/dialects/native.dialect';
import type { ErrorFilter } from './common/errors/error.filter';
import type { FastCall } from './common/http/fast-path.decorator';
import { currentRequest, type RequestContext } from './common/http/request-context';
import { Admission } from './common/limits/admission';
import { ServerBusy } from './common/limits/in-flight';
import { limitsOn } from './common/limits/rate-limited.decorator';
import { RateLimitsService } from './common/limits/rate-limits.service';
import { refuseSkippedLayers } from './fast-path-layers';
import { AccessGuard } from './identity/permissions/access.guard';
import { type BodySchema, bodySchemas, type ObjectSchema } from './openapi/body-schemas';

const REFUSED_AFTER_MS = 250;

type Fields = Record<string, unknown>;
type Method = (...parameters: unknown[]) => unknown;

/** What Nest knows about a parameter of a handler; the factory is that of a custom decorator. */
interface NestParameter {
  readonly index: number;
  readonly data?: unknown;
  readonly factory?: (data: unknown, context: ExecutionContext) => unknown;
}

interface Parameter extends NestParameter {
  readonly type: Type<Fields>;
  readonly isReply: boolean;
}

/** What `@Transform` does to a field. */
interface Conversion {
  readonly field: string;
  readonly convert: (body: Fields) => unknown;
}

/**
 * Serves the handlers with `@FastPath` without Nest's layers. It takes only requests that are sure to be allowed: their
 * credential is known, the body fits its schema in the document, and its values are texts, numbers and flags that the
 * handler reads as they were sent. All others take Nest's way, so that each refusal is decided in one place. Limits, log,
 * metrics and the format of errors are the same.
 */
export function useFastPath(app: NestFastifyApplication, errors: ErrorFilter): void {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  const schemas = bodySchemas();
  const admission = new Admission();
  fastify.addHook('onRoute', (route) => {
    const call = route.config?.fastPath;
    if (call) {
      refuseSkippedLayers(call);
    }
    const body = call && schemas.get(route.config?.dialect ?? NATIVE.name)?.get(call.method);
    // The documents are missing while they are generated for the first time.
    if (call && body) {
      serveFast(route, schemaOf(body, call), new FastHandler(app, call, body, errors), admission, errors);
    }
  });
}

function serveFast(
  route: RouteOptions,
  schema: ObjectSchema,
  fast: FastHandler,
  admission: Admission,
  errors: ErrorFilter,
): void {
  const { handler } = route;
  route.schema = { body: schema };
  // A body that does not fit goes Nest's way.
  route.attachValidation = true;
  route.handler = function (request, reply) {
    const current = currentRequest();
    if (!current || !fast.accepts(request, current)) {
      return handler.call(this, request, reply);
    }
    if (admission.admits()) {
      void fast.answer(request, reply, current, admission);
    } else {
      // Later: programs that ask again at once would take the time of those that are served.
      setTimeout(() => errors.answer(new ServerBusy(), request, reply), REFUSED_AFTER_MS).unref();
    }
    return undefined;
  };
}

class FastHandler {
  private readonly controller: Type<unknown>;
  private readonly method: Method;
  private readonly run: Method;
  private readonly status: number;
  private readonly access: Access;
  private readonly limitNames: readonly string[];
  private readonly parameters: readonly Parameter[];
  private readonly fields: readonly string[];
  private readonly input: PlainInput;
  private readonly guard: AccessGuard;
  private readonly limits: RateLimitsService;

  constructor(
    app: NestFastifyApplication,
    { prototype, method }: FastCall,
    body: BodySchema,
    private readonly errors: ErrorFilter,
  ) {
    const reflector = app.get(Reflector);
    this.controller = prototype.constructor as Type<unknown>;
    this.method = Reflect.get(prototype, method) as Method;
    this.run = this.method.bind(app.get(this.controller, { strict: false }));
    this.status = (Reflect.getMetadata(HTTP_CODE_METADATA, this.method) as number | undefined) ?? HttpStatus.CREATED;
    this.access = reflector.getAllAndOverride<Access>(ACCESS, [this.method, this.controller]);
    this.limitNames = limitsOn(reflector, this.method, this.controller);
    this.parameters = parametersOf(prototype, method);
    this.fields = body.fields;
    this.input = new PlainInput(
      this.parameters.map(({ type }) => type),
      body,
    );
    this.guard = app.get(AccessGuard, { strict: false });
    this.limits = app.get(RateLimitsService, { strict: false });
  }

  /** Has no effect but to set the caller of the request. */
  accepts(request: FastifyRequest, current: RequestContext): boolean {
    return (
      request.validationError === undefined &&
      isPlain(request, current) &&
      this.input.isReadAsSent(request.body as Fields) &&
      (this.access.public || this.guard.knows(request, current, this.access))
    );
  }

  async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    current: RequestContext,
    admission: Admission,
  ): Promise<void> {
    try {
      for (const name of this.limitNames) {
        // Not awaited if there is nothing to wait for: every promise takes its time.
        const counting = this.limits.countRequest(current.dialect, name, request);
        if (counting) {
          await counting;
        }
        const countingCaller = this.limits.countCaller(current.dialect, name, request, current.credential);
        if (countingCaller) {
          await countingCaller;
        }
      }
      // Before the handler, which may choose another one.
      void reply.status(this.status);
      const answer = await this.run(...this.parameters.map((parameter) => this.valueOf(parameter, request, reply)));
      void reply.send(answer);
    } catch (error) {
      this.errors.answer(error, request, reply);
    } finally {
      admission.leave();
    }
  }

  private valueOf({ type, isReply, factory, data }: Parameter, request: FastifyRequest, reply: FastifyReply): unknown {
    if (isReply) {
      return reply;
    }
    return factory
      ? factory(data, new ExecutionContextHost([request, reply], this.controller, this.method))
      : this.inputOf(type, request.body as Fields);
  }

  private inputOf(type: Type<Fields>, body: Fields): Fields {
    const input = new type();
    for (const field of this.fields) {
      if (body[field] !== undefined) {
        input[field] = body[field];
      }
    }
    return input;
  }
}

/** Signatures, tokens and repeated requests are Nest's. */
function isPlain({ headers }: FastifyRequest, { dialect }: RequestContext): boolean {
  return (
    headers['idempotency-key'] === undefined &&
    headers.authorization === undefined &&
    headers.cookie === undefined &&
    (dialect.signature === undefined || headers[dialect.signature] === undefined)
  );
}

/** What a handler reads of an object whose values it gets as they were sent. */
class PlainInput {
  private readonly conversions: readonly Conversion[];
  private readonly lists: ReadonlyMap<string, PlainInput>;

  constructor(types: readonly Type<Fields>[], { fields, lists }: BodySchema) {
    this.conversions = types.flatMap((type) => fields.flatMap((field) => conversionsOf(type, field)));
    this.lists = new Map(
      Array.from(lists, ([field, element]) => [field, new PlainInput(elementTypesOf(types, field), element)]),
    );
  }

  /** @param input fits its schema */
  isReadAsSent(input: Fields): boolean {
    for (const name in input) {
      const value = input[name];
      if (typeof value === 'object' && value !== null && !this.isListReadAsSent(name, value)) {
        return false;
      }
    }
    return this.conversions.every(({ field, convert }) => convert(input) === input[field]);
  }

  private isListReadAsSent(name: string, value: object): boolean {
    const element = this.lists.get(name);
    return element !== undefined && Array.isArray(value) && value.every((one: Fields) => element.isReadAsSent(one));
  }
}

function conversionsOf(type: Type<Fields>, field: string): Conversion[] {
  const declared = defaultMetadataStorage.findTransformMetadatas(type, field, TransformationType.PLAIN_TO_CLASS);
  return declared.map(({ transformFn }) => ({
    field,
    convert: (obj): unknown =>
      transformFn({ value: obj[field], key: field, obj, type: TransformationType.PLAIN_TO_CLASS, options: {} }),
  }));
}

function elementTypesOf(types: readonly Type<Fields>[], field: string): Type<Fields>[] {
  return types.flatMap((type) => {
    // Undefined without `@Type`, which its types do not tell.
    const declared = defaultMetadataStorage.findTypeMetadata(type, field) as TypeMetadata | undefined;
    return declared ? [declared.typeFunction() as Type<Fields>] : [];
  });
}

/** A body of the form that the fast path takes. */
function schemaOf({ schema }: BodySchema, { form }: FastCall): ObjectSchema {
  const refused = form?.excluded.map((field) => [field, false] as const) ?? [];
  return {
    ...schema,
    required: [...schema.required, ...(form?.required ?? [])],
    properties: { ...schema.properties, ...Object.fromEntries(refused) },
  };
}

function parametersOf(prototype: object, method: string): Parameter[] {
  const types = Reflect.getMetadata('design:paramtypes', prototype, method) as Type<Fields>[];
  const known = Reflect.getMetadata(ROUTE_ARGS_METADATA, prototype.constructor, method) as Record<
    string,
    NestParameter
  >;
  return types.map((type, index) => {
    const [name, parameter] = Object.entries(known).find(([, one]) => one.index === index) ?? [];
    const isReply = name === `${RouteParamtypes.RESPONSE}:${index}`;
    if (!parameter || (!parameter.factory && !isReply && name !== `${RouteParamtypes.BODY}:${index}`)) {
      throw new Error(`The fast path cannot fill parameter ${index} of ${method}`);
    }
    return { ...parameter, type, isReply };
  });
}

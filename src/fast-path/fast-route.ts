import { type ExecutionContext, HttpStatus, type INestApplicationContext, type Type } from '@nestjs/common';
import { HTTP_CODE_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { FastifyContextConfig } from 'fastify';
import type { Access } from '../common/access/authorized.decorator';
import type { DialectDefinition } from '../common/dialects/define-dialect';
import type { FastHandler } from '../common/http/fast-path.decorator';
import type { ReceivedRequest } from '../common/http/received-request';
import { limitsOn } from '../common/limits/rate-limited.decorator';
import type { BodySchema, ObjectSchema } from '../openapi/body-schemas';
import type { FastCall } from './fast-call';
import { type Fields, PlainInput } from './plain-input';

type Method = (...parameters: unknown[]) => Promise<object>;

/** What Nest knows about a parameter of a handler; the factory is that of a custom decorator. */
interface NestParameter {
  readonly index: number;
  readonly data?: unknown;
  readonly factory?: (data: unknown, context: ExecutionContext) => unknown;
}

interface FastRouteOptions {
  readonly url: string;
  readonly config: FastifyContextConfig & { readonly access: Access };
}

interface Parameter extends NestParameter {
  readonly type: Type<Fields>;
  readonly isReply: boolean;
}

/** One for all routes. It must not change what Nest's way reads. */
const ajv = addFormats(new Ajv({ coerceTypes: false, useDefaults: false, removeAdditional: false, strict: false }));

/** A handler with `@FastPath`, and what the decorators and the document say about it. */
export class FastRoute {
  readonly path: string;
  readonly options: ReceivedRequest['routeOptions'];
  /** Status of an answer, unless the handler chooses another one. */
  readonly status: number;
  readonly access: Access;
  readonly limitNames: readonly string[];
  private readonly controller: Type<unknown>;
  private readonly method: Method;
  private readonly run: Method;
  private readonly parameters: readonly Parameter[];
  private readonly fields: readonly string[];
  private readonly input: PlainInput;
  private readonly fits: ValidateFunction;

  constructor(
    app: INestApplicationContext,
    { url, config }: FastRouteOptions,
    readonly dialect: DialectDefinition,
    handler: FastHandler,
    body: BodySchema,
  ) {
    const { prototype, method } = handler;
    this.path = url;
    this.options = { url, config: { url, method: 'POST', ...config } };
    this.controller = prototype.constructor as Type<unknown>;
    this.method = Reflect.get(prototype, method) as Method;
    this.run = this.method.bind(app.get(this.controller, { strict: false }));
    this.status = (Reflect.getMetadata(HTTP_CODE_METADATA, this.method) as number | undefined) ?? HttpStatus.CREATED;
    this.access = config.access;
    this.limitNames = limitsOn(config);
    this.parameters = parametersOf(prototype, method);
    this.fields = body.fields;
    this.fits = ajv.compile(schemaOf(body, handler));
    this.input = new PlainInput(
      this.parameters.map(({ type }) => type),
      body,
    );
  }

  /** Whether the body is valid and the handler reads it as it was sent. */
  accepts(body: object): boolean {
    return this.fits(body) && this.input.isReadAsSent(body as Fields);
  }

  /** Calls the handler. */
  answer(call: FastCall): Promise<object> {
    return this.run(...this.parameters.map((parameter) => this.valueOf(parameter, call)));
  }

  private valueOf({ type, isReply, factory, data }: Parameter, call: FastCall): unknown {
    if (isReply) {
      return call;
    }
    return factory
      ? factory(data, new ExecutionContextHost([call, call], this.controller, this.method))
      : this.inputOf(type, call.body as Fields);
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

/** A body of the form that the fast path takes. */
function schemaOf({ schema }: BodySchema, { form }: FastHandler): ObjectSchema {
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

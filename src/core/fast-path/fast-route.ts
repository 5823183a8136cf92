import type { IncomingMessage } from 'node:http';
import { HttpStatus, type INestApplicationContext, type Type } from '@nestjs/common';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { FastifyContextConfig } from 'fastify';
import type { Access } from '../common/access/authorized.decorator';
import { NATIVE_VERSIONS, VERSION_HEADER } from '../common/api-versions/native-versions';
import type { DialectDefinition } from '../common/dialects/define-dialect';
import { NATIVE } from '../common/dialects/native.dialect';
import type { FastHandler } from '../common/http/fast-path.decorator';
import { httpContext } from '../common/http/http-execution-context';
import type { ReceivedRequest } from '../common/http/received-request';
import type { RequestContext } from '../common/http/request-context';
import { limitsOn } from '../common/limits/route-limits';
import type { BodySchema, ObjectSchema } from '../openapi/body-schemas';
import type { FastCall } from './fast-call';
import { isPlain } from './plain-request';
import { type HandlerParameter, parametersOf, statusOf } from './nest-decorators';
import { type Fields, UntransformedInput } from './untransformed-input';

type Method = (...parameters: unknown[]) => Promise<object>;

interface FastRouteOptions {
  readonly url: string;
  readonly config: FastifyContextConfig & { readonly access: Access };
}

/** One for all routes. It must not change what Nest's way reads. */
const ajv = addFormats(new Ajv({ coerceTypes: false, useDefaults: false, removeAdditional: false, strict: false }));

/** Compiled validators by handler. Each is compiled once in a process, which may run several applications. */
const validators = new WeakMap<FastHandler, ValidateFunction>();

/** A handler with `@FastPath`, and what the decorators and the document say about it. */
export class FastRoute {
  readonly path: string;
  readonly options: ReceivedRequest['routeOptions'];
  /** Status of an answer, unless the handler chooses another one. */
  readonly status: number;
  readonly access: Access;
  readonly limitNames: readonly string[];
  readonly namedLicense: FastifyContextConfig['namedLicense'];
  /** Versions of the native API in which it is as in the newest one; undefined in other APIs. */
  private readonly versions: ReadonlySet<string> | undefined;
  private readonly controller: Type<unknown>;
  private readonly method: Method;
  private readonly run: Method;
  private readonly parameters: readonly HandlerParameter[];
  private readonly input: UntransformedInput;
  private fits: ValidateFunction | undefined;

  constructor(
    app: INestApplicationContext,
    { url, config }: FastRouteOptions,
    readonly dialect: DialectDefinition,
    private readonly handler: FastHandler,
    private readonly body: BodySchema,
  ) {
    const { prototype, method } = handler;
    this.path = url;
    this.options = { url, config: { url, method: 'POST', ...config } };
    this.controller = prototype.constructor as Type<unknown>;
    this.method = Reflect.get(prototype, method) as Method;
    this.run = this.method.bind(app.get(this.controller, { strict: false }));
    this.status = statusOf(this.method) ?? HttpStatus.CREATED;
    this.access = config.access;
    this.versions = dialect === NATIVE ? NATIVE_VERSIONS.alike(method) : undefined;
    this.limitNames = limitsOn(config);
    this.namedLicense = config.namedLicense;
    this.parameters = parametersOf(prototype, method);
    this.input = new UntransformedInput(bodyTypeOf(this.parameters, method), body);
  }

  /** Whether the fast path may serve the request, by its head. */
  isFor(request: IncomingMessage): boolean {
    return isPlain(request, this.dialect) && this.takes(request.headers[VERSION_HEADER]);
  }

  /** Whether the handler answers in this version; the newest one by default. */
  takes(version: string | string[] | undefined): boolean {
    return version === undefined || !this.versions || (typeof version === 'string' && this.versions.has(version));
  }

  /** Headers that name the version of an answer: names and values in turn. */
  versionHeaders({ apiVersion }: RequestContext): readonly string[] {
    return this.versions ? NATIVE_VERSIONS.headerListOf(apiVersion) : [];
  }

  /** The input of the handler; undefined if the body is invalid or the handler does not read it as it was sent. */
  read(body: object): Fields | undefined {
    this.fits ??= validators.get(this.handler) ?? this.compile();
    return this.fits(body) ? this.input.read(body as Fields) : undefined;
  }

  /** Calls the handler. */
  answer(call: FastCall): Promise<object> {
    return this.run(...this.parameters.map((parameter) => this.valueOf(parameter, call)));
  }

  /** At the first request: many installations are never asked through some of the APIs. */
  private compile(): ValidateFunction {
    const validator = ajv.compile(schemaOf(this.body, this.handler));
    validators.set(this.handler, validator);
    return validator;
  }

  private valueOf({ kind, factory, data }: HandlerParameter, call: FastCall): unknown {
    if (kind === 'body') {
      return call.input;
    }
    return factory ? factory(data, httpContext(call, call, this.controller, this.method)) : call;
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

/** Type of the body of a handler whose other parameters are the reply and custom decorators. */
function bodyTypeOf(parameters: readonly HandlerParameter[], method: string): Type<Fields> {
  const other = parameters.find(({ kind }) => kind === 'other');
  const body = parameters.find(({ kind }) => kind === 'body');
  if (other || !body) {
    throw new Error(`The fast path cannot fill ${other ? `parameter ${other.index}` : 'the body'} of ${method}`);
  }
  return body.type;
}

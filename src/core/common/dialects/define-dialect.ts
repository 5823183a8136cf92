import type { IncomingMessage } from 'node:http';
import type { Type } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ReceivedRequest } from '../http/received-request';
import type { SettingDefinition } from '../settings/setting-definition';
import type { Problem, ProblemKind } from '../errors/problem';
import type { RenderedError } from '../errors/render-error';
import type { LimitKey } from '../limits/limit-key';
import type { EnvVariable } from '../settings/env-variable';
import type { DialectTexts } from './dialect-texts';
import type { SampleCall } from './sample-call';

/** An error as a dialect renders it. */
export interface ErrorRow {
  readonly status: number;
  /** Error code in the dialect; Keyward's code by default. */
  readonly code?: string;
  /** Message in the dialect; Keyward's message by default. */
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Body that differs from the dialect's usual error format; null for an empty body. */
  readonly body?: (problem: DialectProblem) => object | null;
  /** The class that documents this body; null for an empty body. */
  readonly schema?: Type<unknown> | null;
}

/** Translates a message that a rule names, or one of the dialect's own. */
export type Translate = (message: string, of: Pick<Problem, 'rule' | 'params'>) => string;

/** A problem with the dialect's code and message. */
export interface DialectProblem extends Problem {
  readonly status: number;
  readonly requestId: string;
  /** The problem before it was rendered: a refusal carries its license, for a body that describes it. */
  readonly cause: Problem;
}

/** Errors of an API of another product: status and code by Keyward's error code or by kind, and the shape of the body. */
export interface ErrorTable {
  /** Rows by Keyward's error code; they take precedence over `kinds`. */
  readonly codes: Readonly<Record<string, ErrorRow>>;
  readonly kinds: Readonly<Record<ProblemKind, ErrorRow>>;
  readonly body: (problem: DialectProblem) => object;
  /** The class that documents the body. */
  readonly schema: Type<unknown>;
}

export interface RateLimit {
  readonly perMinute: number;
  /** Name of the setting for this limit; `limits.<dialect>.<name>` by default. */
  readonly setting?: string;
  /** Description of the setting, in place of the usual one. */
  readonly description?: string;
  /** Requests with the same key share a counter. Omitted if a service counts explicitly. */
  readonly keyBy?: LimitKey;
  /** Key strategies that admins can choose from. */
  readonly keyStrategies?: KeyStrategies;
}

/** Named key strategies; a setting selects one. */
export interface KeyStrategies {
  /** Name of the setting. */
  readonly setting: string;
  readonly default: string;
  /**
   * Keys by strategy, at most one of them a function of the body. A request is counted by each key in order, until a limit
   * is exceeded.
   */
  readonly strategies: Readonly<Record<string, readonly LimitKey[]>>;
}

/** Limits concurrent requests by key. */
export interface InFlightLimit {
  readonly most: number;
  /** Undefined if the limit does not apply to the request. */
  readonly keyBy: (request: ReceivedRequest) => string | undefined;
}

/**
 * Distinctions that the original of an API does not make, being written in PHP or Ruby, or with a database that compares texts without
 * their case. Left out: requests are read as they are sent.
 */
export interface Leniency {
  /** Fields in the query of a request with a body count as fields of its body, before which they are not used. */
  readonly query?: true;
  /** A field that is null counts as missing. */
  readonly null?: true;
  /** White space around a license key is left out. */
  readonly keyBlanks?: true;
  /** A license key is found in capitals and in small letters. */
  readonly keyCase?: true;
  /** Any sign separates the parts of a date, and a time of day after it is left out. */
  readonly dateSigns?: true;
  /** Names of products may have entities of HTML. */
  readonly nameEntities?: true;
  /** Slashes at the end of a path are left out. */
  readonly trailingSlash?: true;
  /** A field of the request names the action at each path that no other API has. */
  readonly anyPath?: true;
}

/** Example values by `operation.name`, `collection/name` or `name`. */
export type ParameterExamples = Readonly<Record<string, string | number>>;

/** An API of another product: its paths, credentials, limits, settings, errors and texts. `defineDialect` takes it. */
export interface DialectDefinition {
  readonly name: string;
  /** Title of its document. */
  readonly title: string;
  readonly description: string;
  /** Proper name in lists of the console, the same in all languages; `title` by default. */
  readonly label?: string;
  /** Texts of the console about it, by language. */
  readonly texts?: Readonly<Record<string, DialectTexts>>;
  /**
   * Webhooks may have its format, whose name is the dialect's: how the documents describe the bodies, as in "the body of
   * another server". A provider extends `WebhookFormat`.
   */
  readonly webhookFormat?: string;
  /** Tags of its document with their descriptions, in the order in which a reader needs them: calls of programs first. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Request bodies by operation that work with the demo data; others are made of the examples of their fields. */
  readonly examples?: Readonly<Record<string, object>>;
  /** Parameters of paths, queries and headers that exist in the demo data. */
  readonly parameters?: ParameterExamples;
  /** Calls of programs that people can send from the console. */
  readonly tryIt?: readonly SampleCall[];
  /** Whether OPEN_DIALECTS may name it: the routes that its contract calls public then need no credential. */
  readonly isOpenable?: boolean;
  /** Environment variables of this dialect alone. */
  readonly env?: readonly EnvVariable[];
  /** Path prefixes of this dialect, which determine the error format of unmatched requests. The longest prefix wins. */
  readonly pathPrefixes: readonly string[];
  /**
   * The beginning of a path that names an account, with what it stands for in its first group. Below it, only the routes of
   * this dialect exist, as below `/dialects/<name>`.
   */
  readonly accountPrefix?: RegExp;
  /** Whether a request to a shared path is for this dialect. Left out: if no other one matches. */
  readonly matches?: (request: IncomingMessage) => boolean;
  /** Headers for API keys, in lower case and order of precedence. */
  readonly credential: {
    readonly headers: readonly string[];
    /** All its routes are public. */
    readonly isNone?: boolean;
    /** Whether the session cookie of the console authenticates where an access token does. */
    readonly cookie?: boolean;
    /**
     * Field of the query or of the body that may have the access token or API key. Such APIs also take an API key as
     * `Authorization: Bearer`. A body is then read before its credential is known.
     */
    readonly field?: string;
  };
  /**
   * Field of the URL's query or of the body that names the action, for paths with several (`@Action`). The body takes
   * precedence. GET and POST are equivalent there, and handlers receive the fields of both in `@Query` and `@Body`. If several
   * dialects have actions on a path, a field of the body also selects the dialect.
   */
  readonly discriminator?: string;
  /** Left out, for pages and for the native API: requests are read as they are sent. */
  readonly reads?: Leniency;
  /** Header with a request signature; the raw body of such requests is kept. */
  readonly signature?: string;
  /** Other headers that programs of this API alone send, in lower case: an old server gets them. */
  readonly clientHeaders?: readonly string[];
  /** Whether unknown fields are ignored or refused; some old clients send extra fields. */
  readonly unknownFields: 'ignore' | 'refuse';
  /** Whether messages say of fields that were not sent that they are missing. Those of old servers do not. */
  readonly saysMissing?: true;
  readonly errors: ErrorTable;
  /** Error table that replaces `errors` at a path, also where no route matched. `@ErrorsAs` takes precedence. */
  readonly errorsAt?: (path: string) => ErrorTable | undefined;
  /** Renders errors as pages instead of by the error table. */
  readonly errorPage?: (problem: Problem, request: FastifyRequest) => RenderedError;
  /** The messages of errors in the language of the request's program, of APIs that let it choose one. */
  readonly translate?: (request: ReceivedRequest) => Translate;
  /** Rate limits by the name in `@RateLimited(name)`; `default` applies to all other routes. */
  readonly limits: RateLimitTable;
  /** Settings of this dialect that admins can change at run time, besides its limits. */
  readonly settings?: readonly SettingDefinition[];
  /** A limit by address, shared by all such dialects, by default. */
  readonly inFlight?: readonly InFlightLimit[];
  /** Formats an instant; some dialects use the installation's time zone. */
  readonly dates?: (moment: Date, timeZone: string) => string;
  /** Default and maximum page size. */
  readonly paging?: { readonly size: number; readonly max: number };
  /** Whether a text is a valid license key format in this dialect; by default, each text is. */
  readonly keyPattern?: (text: string) => boolean;
  /** A license key that is unknown as sent is also found as people type it. Left out: keys are compared exactly. */
  readonly findsTypedKeys?: boolean;
  /** A whole number in a body that JSON readers round is refused. */
  readonly refusesInexactNumbers?: boolean;
}

/** Declarations of every API of another product for documents and the console. */
export type DialectPresentation = Required<Pick<DialectDefinition, 'label' | 'texts' | 'tags' | 'tryIt'>> &
  Pick<DialectDefinition, 'webhookFormat' | 'examples' | 'parameters'>;

/** `defineDialect` adds the `unauthenticated` limit to definitions without one. */
export type RateLimitTable = Readonly<Record<string, RateLimit>> & { readonly unauthenticated: RateLimit };

const UNAUTHENTICATED: RateLimit = { perMinute: 100 };

type DialectInput = Omit<DialectDefinition, 'limits'> & { readonly limits: Readonly<Record<string, RateLimit>> };

/** Defines a dialect as data for the guard, error filter, rate limiter and document builder. */
export function defineDialect<D extends DialectInput>(definition: D): Readonly<Omit<D, 'limits'>> & DialectDefinition {
  return Object.freeze({ ...definition, limits: { unauthenticated: UNAUTHENTICATED, ...definition.limits } });
}

/** The error table of a route, else the dialect's at the path. */
export function errorsOf({ errors, errorsAt }: DialectDefinition, path: string, ofRoute?: ErrorTable): ErrorTable {
  return ofRoute ?? errorsAt?.(path) ?? errors;
}

/** The classes that document the bodies of a table. */
export function schemasIn({ codes, kinds, schema }: ErrorTable): Type<unknown>[] {
  const rows = [...Object.values(codes), ...Object.values(kinds)];
  return [...new Set([schema, ...rows.flatMap((row) => row.schema ?? [])])];
}

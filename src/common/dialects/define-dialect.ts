import type { IncomingMessage } from 'node:http';
import type { Type } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { SettingDefinition } from '../settings/setting-definition';
import type { Problem, ProblemKind } from '../errors/problem';
import type { LimitKey } from '../limits/limit-key';

/** How one of our problems is told in a dialect. */
export interface ErrorRow {
  readonly status: number;
  /** The dialect's own word for it; left out: our code. */
  readonly code?: string;
  /** The dialect's own text; left out: ours. */
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A body of its own, where the contract shows another shape than for the rest; null for none at all. */
  readonly body?: (told: DialectProblem) => object | null;
  /** The class that documents a body of its own; null where there is none. */
  readonly schema?: Type<unknown> | null;
}

/** A problem with the dialect's own words filled in. */
export interface DialectProblem extends Problem {
  readonly status: number;
  readonly requestId: string;
}

export interface ErrorTable {
  /** By our code, where the contract has a word for it… */
  readonly codes: Readonly<Record<string, ErrorRow>>;
  /** …and by kind for all else. */
  readonly kinds: Readonly<Record<ProblemKind, ErrorRow>>;
  readonly body: (told: DialectProblem) => object;
  /** The class that documents that body. */
  readonly schema: Type<unknown>;
}

/** So many requests a minute, counted by who sends them. */
export interface RateLimit {
  readonly perMinute: number;
  /** The setting that holds the number; left out: `limits.<dialect>.<name>`. */
  readonly setting?: string;
  /** Whose count it is: requests with the same answer share one. Left out where the server counts what only it can know. */
  readonly keyBy?: LimitKey;
  /** Where admins choose whose count it is. */
  readonly keyStrategies?: KeyStrategies;
}

/** Ways of counting of which a setting names one. */
export interface KeyStrategies {
  /** The setting that holds the name. */
  readonly setting: string;
  readonly default: string;
  /** Whose counts, by name: a request counts against one after the other, and not against those after one that is spent. */
  readonly strategies: Readonly<Record<string, readonly LimitKey[]>>;
}

/** So many requests under way at a time, counted by who sends them. */
export interface InFlightLimit {
  readonly most: number;
  /** Whose count it is; undefined where the request is nobody's. */
  readonly keyBy: (request: FastifyRequest) => string | undefined;
}

export interface DialectDefinition {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Path prefixes whose errors speak this dialect where no route took the request; the longest one of all dialects wins. */
  readonly pathPrefixes: readonly string[];
  /** Whether a request on a path that another dialect also has is for this one. Left out: if the other one does not match. */
  readonly matches?: (request: IncomingMessage) => boolean;
  /** Headers that may carry an API key, in lower case, the first one found. */
  readonly credential: { readonly headers: readonly string[] };
  /** Header in which programs may sign a request: the bytes of a body that comes with it are kept. */
  readonly signature?: string;
  /** Fields that the API does not know: old clients send extra ones. */
  readonly unknownFields: 'ignore' | 'refuse';
  readonly errors: ErrorTable;
  /** Where parts of the API tell their errors in other ways: the table that holds at a path, instead of the one above. */
  readonly errorsAt?: (path: string) => ErrorTable | undefined;
  /** By the names that `@RateLimited(name)` uses; `default` counts every route that names none. */
  readonly limits: RateLimitTable;
  /** What admins may set for this dialect at run time, beside its limits. */
  readonly settings?: readonly SettingDefinition[];
  /** Left out: the limit by address that all such dialects share. */
  readonly inFlight?: readonly InFlightLimit[];
  /** A moment as this dialect writes it; some write the installation's own time. */
  readonly dates: (moment: Date, timeZone: string) => string;
  /** Rows a page when the caller does not say, and at the most. */
  readonly paging: { readonly size: number; readonly max: number };
  /** Whether a text can be a license key here at all. */
  readonly keyPattern: (text: string) => boolean;
}

/** Every dialect has this limit: `defineDialect` adds it where the definition names none. */
export type RateLimitTable = Readonly<Record<string, RateLimit>> & { readonly unauthenticated: RateLimit };

const UNAUTHENTICATED: RateLimit = { perMinute: 100 };

type DialectInput = Omit<DialectDefinition, 'limits'> & { readonly limits: Readonly<Record<string, RateLimit>> };

/** What makes a dialect one, as data: the one guard, error filter, rate limiter and document builder all read it. */
export function defineDialect<D extends DialectInput>(definition: D): Readonly<Omit<D, 'limits'>> & DialectDefinition {
  return Object.freeze({ ...definition, limits: { unauthenticated: UNAUTHENTICATED, ...definition.limits } });
}

/** How the dialect tells what goes wrong at a path. */
export function errorsOf({ errors, errorsAt }: DialectDefinition, path: string): ErrorTable {
  return errorsAt?.(path) ?? errors;
}

import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectThrottlerStorage } from '@nestjs/throttler';
import { Clock } from '../clock';
import type { DialectDefinition } from '../dialects/define-dialect';
import { problem } from '../errors/domain-error';
import type { ReceivedRequest } from '../http/received-request';
import { currentRequest, type RequestContext } from '../http/request-context';
import { LimitOverrides, settingOf } from './limit-overrides';
import { address } from './route-limits';
import type { LimitKey } from './limit-key';
import type { Counter, LimitStorage, Usage } from './limit-storage';
import { noteLimit } from './counted-limits';
import { RecentRefusals } from './recent-refusals';
import { ContextVariable } from '../async-context';

/** Longer keys are hashed: clients choose some of them. */
const MAX_KEY = 128;

/** A counter of a limit whose key a service determines. */
export interface KnownKey {
  /** Name of the limit. */
  readonly name: string;
  readonly key: string;
  /** Multiplies the limit. */
  readonly times?: number;
  readonly group?: string;
}

/** A limit with a window of its own, from which amounts are taken. */
export interface OwnLimit {
  /** Shown in headers. */
  readonly name: string;
  readonly key: string;
  readonly limit: number;
  readonly windowSeconds: number;
}

/** An own limit after a take. */
export interface OwnLimitState {
  readonly remaining: number;
  /** Null if no window has begun. */
  readonly resetsAt: Date | null;
}

/** Multiplies every rate limit; 0 disables them. */
export class RateLimitFactor {
  constructor(readonly value: number) {}
}

/** Enforces the limits that dialects declare, for the checks of a request and for services that determine the key themselves. */
@Injectable()
export class RateLimitsService {
  /** Requests that this node refused. */
  readonly refusals = new RecentRefusals();

  constructor(
    @InjectThrottlerStorage() private readonly storage: LimitStorage,
    private readonly ofOperator: RateLimitFactor,
    private readonly overrides: LimitOverrides,
    private readonly clock: Clock,
  ) {}

  get areOff(): boolean {
    return this.factor === 0;
  }

  private get factor(): number {
    return this.ofOperator.value * this.overrides.factor;
  }

  /** Counts against a limit of the current request's dialect, if the dialect has it. */
  async countHere(name: string, key: string): Promise<void> {
    const dialect = currentRequest()?.dialect;
    const counter = dialect && this.counterOf(dialect, { name, key });
    if (counter) {
      await this.count([counter]);
    }
  }

  /** Counts a request against limits of the dialect, in order, up to the first that is reached. */
  countKnown(dialect: DialectDefinition, keys: readonly KnownKey[]): Promise<void> | undefined {
    return this.countRequest(keys.flatMap((key) => this.counterOf(dialect, key) ?? []));
  }

  /**
   * Counts a request by its address, before its body is read. A promise only where one has to be awaited.
   * @param isOpen whether the route needs no credential: the address then stands for the caller
   */
  countAddress(
    dialect: DialectDefinition,
    names: readonly string[],
    request: ReceivedRequest,
    isOpen: boolean,
  ): Promise<void> | undefined {
    return this.countRequest(this.byAddress(dialect, names, request, isOpen));
  }

  /**
   * Counts a request by its caller.
   * @param credential identifies the verified credential; undefined if the route needs none
   */
  countCaller(
    dialect: DialectDefinition,
    names: readonly string[],
    credential: string | undefined,
  ): Promise<void> | undefined {
    return this.countRequest(this.byCaller(dialect, names, credential));
  }

  /** Counts a request by values in its body. */
  countContent(
    dialect: DialectDefinition,
    names: readonly string[],
    request: ReceivedRequest,
  ): Promise<void> | undefined {
    return this.countRequest(this.byContent(dialect, names, request));
  }

  /** Counts a request by its address, its caller and values in its body, where all of them are known. */
  countWhole(
    dialect: DialectDefinition,
    names: readonly string[],
    request: ReceivedRequest,
    { isOpen, credential }: { readonly isOpen: boolean; readonly credential: string | undefined },
  ): Promise<void> | undefined {
    return this.countRequest([
      ...this.byAddress(dialect, names, request, isOpen),
      ...this.byCaller(dialect, names, credential),
      ...this.byContent(dialect, names, request),
    ]);
  }

  /** Counts against a limit that is part of the data, such as a policy's. `RATE_LIMIT_FACTOR` does not apply. */
  async countUpTo(name: string, key: string, perMinute: number, request = currentRequest()): Promise<void> {
    const counters = [{ name, key: `${name}\n${key}`, limit: perMinute }];
    this.enforceAll(counters, await this.storage.incrementAll(counters), request);
  }

  /**
   * Takes a cost from a limit that is part of the data, or nothing of it; a cost of 0 only asks. `RATE_LIMIT_FACTOR` does not apply.
   * @throws RATE_LIMIT_EXCEEDED if the cost does not fit into the window
   */
  async take({ name, key, limit, windowSeconds }: OwnLimit, cost: number): Promise<OwnLimitState> {
    const take = { cost, limit, windowMs: windowSeconds * 1000 };
    const { used, left, isTaken } = await this.storage.take(`take\n${key}`, take);
    const now = this.clock.now().getTime();
    const resetsAt = left > 0 ? new Date(now + left) : null;
    const remaining = Math.max(0, limit - used);
    const resetSeconds = left > 0 ? Math.ceil(left / 1000) : windowSeconds;
    noteLimit(currentRequest(), { name, limit, remaining, resetSeconds, windowSeconds });
    if (!isTaken) {
      throw problem('RATE_LIMIT_EXCEEDED', {
        retryAfter: resetSeconds,
        reached: { limit, resetAt: new Date(now + resetSeconds * 1000) },
      });
    }
    return { remaining, resetsAt };
  }

  /** Throws if the limit is reached, without counting. A promise only where one has to be awaited. */
  refuseIfReached(dialect: DialectDefinition, name: string, key: string): Promise<void> | undefined {
    const most = this.mostOf(dialect, name);
    if (most === undefined) {
      return undefined;
    }
    const usage = this.storage.read(storageKey(dialect, name, key), most);
    if (usage instanceof Promise) {
      return usage.then((known) => this.enforce(name, most, known, currentRequest()));
    }
    this.enforce(name, most, usage, currentRequest());
    return undefined;
  }

  /** Undefined if there is no such limit, or limits are disabled. */
  private mostOf(dialect: DialectDefinition, name: string): number | undefined {
    const limit = dialect.limits[name];
    if (!limit || this.areOff) {
      return undefined;
    }
    return Math.ceil((this.overrides.perMinute(settingOf(dialect, name)) ?? limit.perMinute) * this.factor);
  }

  private enforce(
    name: string,
    limit: number,
    { totalHits, isBlocked, timeToExpire, timeToBlockExpire }: Usage,
    request: RequestContext | undefined,
  ): void {
    noteLimit(request, { name, limit, remaining: Math.max(0, limit - totalHits), resetSeconds: timeToExpire });
    if (isBlocked) {
      this.refusals.add(`${request?.dialect.name ?? 'internal'}:${name}`, this.clock.now());
      const seconds = Math.max(1, timeToBlockExpire);
      const resetAt = new Date(this.clock.now().getTime() + seconds * 1000);
      throw problem('RATE_LIMIT_EXCEEDED', { retryAfter: seconds, reached: { limit, resetAt } });
    }
  }

  private countRequest(counters: readonly Counter[]): Promise<void> | undefined {
    return isUncounted() ? undefined : this.count(counters);
  }

  /** In order, up to the first limit that is reached. */
  private count(counters: readonly Counter[]): Promise<void> | undefined {
    if (counters.length === 0) {
      return undefined;
    }
    const usages = this.storage.incrementAll(counters);
    if (usages instanceof Promise) {
      return usages.then((known) => this.enforceAll(counters, known));
    }
    this.enforceAll(counters, usages);
    return undefined;
  }

  private enforceAll(counters: readonly Counter[], usages: readonly Usage[], request = currentRequest()): void {
    counters.forEach(({ name, limit }, index) => {
      const usage = usages[index];
      if (usage) {
        this.enforce(name, limit, usage, request);
      }
    });
  }

  private byAddress(dialect: DialectDefinition, names: readonly string[], request: ReceivedRequest, isOpen: boolean) {
    return this.countersOf(dialect, names, (keys) =>
      keys.includes(address) || (isOpen && keys.includes('caller')) ? address(request) : undefined,
    );
  }

  private byCaller(dialect: DialectDefinition, names: readonly string[], credential: string | undefined) {
    return this.countersOf(dialect, names, (keys) => (keys.includes('caller') ? credential : undefined));
  }

  private byContent(dialect: DialectDefinition, names: readonly string[], request: ReceivedRequest) {
    return this.countersOf(dialect, names, (keys) => keys.find(isByContent)?.(request));
  }

  private countersOf(
    dialect: DialectDefinition,
    names: readonly string[],
    keyIn: (keys: readonly LimitKey[]) => string | undefined,
  ): Counter[] {
    const counters: Counter[] = [];
    for (const name of names) {
      const key = keyIn(this.keysOf(dialect, name));
      const counter = key === undefined ? undefined : this.counterOf(dialect, { name, key });
      if (counter) {
        counters.push(counter);
      }
    }
    return counters;
  }

  private counterOf(dialect: DialectDefinition, { name, key, times = 1, group }: KnownKey): Counter | undefined {
    const limit = this.mostOf(dialect, name);
    return limit === undefined ? undefined : { name, key: storageKey(dialect, name, key), limit: limit * times, group };
  }

  private keysOf(dialect: DialectDefinition, name: string): readonly LimitKey[] {
    const { keyBy, keyStrategies } = dialect.limits[name] ?? {};
    if (!keyStrategies) {
      return keyBy ? [keyBy] : [];
    }
    const { setting, strategies } = keyStrategies;
    const configured = this.overrides.keyStrategy(setting);
    const isKnown = configured !== undefined && Object.hasOwn(strategies, configured);
    return strategies[isKnown ? configured : keyStrategies.default] ?? [];
  }
}

/** Other keys than these are made of the body. */
function isByContent(keyBy: LimitKey): keyBy is Exclude<LimitKey, 'caller'> {
  return keyBy !== 'caller' && keyBy !== address;
}

function storageKey(dialect: DialectDefinition, name: string, key: string): string {
  return `${dialect.name}:${name}\n${key.length > MAX_KEY ? hash('sha256', key, 'base64url') : key}`;
}

const uncounted = new ContextVariable<boolean>();

/** Runs work whose requests count against no limit by address, caller or credential, because they were counted before. */
export function withoutCounting<T>(work: () => T): T {
  return uncounted.run(true, work);
}

export function isUncounted(): boolean {
  return uncounted.current === true;
}

import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock, DAY, type DialectDefinition, Dialects, PluginServices, problem } from '../../../core/common';
import { hangUpOf } from '../../../core/common/internal';
import { shadowSettings } from './shadow-settings';
import { SettingValuesService, UnitOfWork } from '../../../core/platform';
import type { Answer } from './compare-answers';
import { ComparisonsService } from './comparisons.service';
import { FindKeyService } from './find-key.service';
import { ForwardingLimitsService } from './forwarding-limits.service';
import { LearnLicenseService } from './learn-license.service';
import { OldServerService } from './old-server.service';
import { OwnRequestsService } from './own-requests.service';
import { passOn } from './pass-on';
import type { ProgramRequest } from './program-request';
import { RehearseRequestService } from './rehearse-request.service';
import { percentileOf } from './requested-key';
import { bodyFields, queryFields, type SentFields } from './sent-fields';
import { ShadowedApi } from './shadowed-api';

/** The old server of an API. */
export interface Shadow {
  readonly dialect: DialectDefinition;
  /** Undefined for an API without license calls. */
  readonly api: ShadowedApi | undefined;
  readonly url: string;
  /** Share of the keys whose requests this server answers. */
  readonly percent: number;
  /** Reference of the product of learned licenses whose own is unknown; empty if none are learned. */
  readonly learn: string;
}

/** Undefined: not to be compared. */
interface Answers {
  readonly theirs: Answer | undefined;
  readonly ours: Answer | undefined;
  /** Whether the program got the answer of this server. */
  readonly wasOurs: boolean;
}

const SHOWN_DAYS = 7;
/** Comparisons at the same time: each holds a database connection. */
const CONCURRENCY = 2;
/** Further answers are passed on without a comparison. */
const MOST_WAITING = 500;

export const SHADOW_LIMITS = {
  /** Time for what is under way when the server stops, in milliseconds. */
  stopping: 1_500,
};

/**
 * Stands before the old server of an API: one of both answers a program, the other one is asked the same, and the answers are
 * compared. The program does not wait for the comparison.
 */
@Injectable()
export class ShadowingService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Shadowing');
  private snapshot: unknown;
  private shadows: ReadonlyMap<string, Shadow> = new Map();
  private readonly waiting: (() => Promise<void>)[] = [];
  private readonly running = new Set<Promise<void>>();
  /** Answers of old servers. */
  private readonly passing = new Set<Promise<void>>();
  /** Ends all requests to old servers. */
  private readonly stopping = new AbortController();

  constructor(
    private readonly dialects: Dialects,
    private readonly settings: SettingValuesService,
    private readonly work: UnitOfWork,
    private readonly oldServer: OldServerService,
    private readonly rehearsals: RehearseRequestService,
    private readonly comparisons: ComparisonsService,
    private readonly learning: LearnLicenseService,
    private readonly keys: FindKeyService,
    private readonly own: OwnRequestsService,
    private readonly limits: ForwardingLimitsService,
    private readonly clock: Clock,
    private readonly services: PluginServices,
  ) {}

  /** @throws DIALECT_NOT_SHADOWED for an API that can have no old server */
  dialectNamed(name: string): DialectDefinition {
    const dialect = this.dialects.named(name);
    if (!dialect || !shadowSettings(dialect)) {
      throw problem('DIALECT_NOT_SHADOWED');
    }
    return dialect;
  }

  /** In UTC. */
  get firstShownDay(): string {
    return new Date(this.clock.now().getTime() - (SHOWN_DAYS - 1) * DAY).toISOString().slice(0, 10);
  }

  /** Undefined if this server alone answers, as for requests that it sends to itself for a comparison. */
  of(dialect: DialectDefinition): Shadow | undefined {
    if (!this.settings.isKnown) {
      return undefined;
    }
    const snapshot = this.settings.recent();
    if (snapshot !== this.snapshot) {
      this.snapshot = snapshot;
      this.shadows = this.readShadows();
    }
    return this.shadows.size > 0 && !this.work.rehearsal ? this.shadows.get(dialect.name) : undefined;
  }

  /**
   * Whether the body, which is not read yet, may name an API with an old server: where several APIs have actions on a path, a field
   * selects one.
   */
  mayConcern(request: FastifyRequest): boolean {
    const mayName = [request.dialect, ...this.claimants(request)].some((dialect) => this.of(dialect));
    return mayName && !this.own.isOwnByHead(request);
  }

  /** The old server of the API that the request names; undefined if it must not get the request. */
  async ofRequest(request: FastifyRequest, body: Buffer): Promise<Shadow | undefined> {
    const text = body.toString();
    const fields = { ...queryFields(request.raw.url ?? ''), ...bodyFields(text) };
    const shadow = this.shadowNamedBy(request, fields);
    return shadow && !(await this.own.isOwn(request, { body: text, fields }, shadow)) ? shadow : undefined;
  }

  private shadowNamedBy(request: FastifyRequest, fields: SentFields): Shadow | undefined {
    const isNamed = ({ discriminator }: DialectDefinition) =>
      discriminator !== undefined && fields[discriminator] !== undefined;
    const claimant = isNamed(request.dialect) ? undefined : this.claimants(request).find(isNamed);
    return this.of(claimant ?? request.dialect);
  }

  /**
   * Whether this server answers the request; the old one answers all others. While licenses are learned, it also answers for those
   * that are unknown here; and always for all that the API does not have.
   */
  async isOurs({ dialect, percent, learn }: Shadow, request: ProgramRequest): Promise<boolean> {
    const { requested, clientAddress, isForeign } = request;
    const { key: sent, license, activation, readBy } = requested;
    if (readBy !== undefined || isForeign) {
      return readBy === 'this server';
    }
    if (percent === 0) {
      return false;
    }
    const key = sent ?? (await this.keys.find(requested));
    const id = key ?? license ?? activation;
    if (learn !== '' && id !== undefined && !(key !== undefined && (await this.keys.isKnown(key, dialect)))) {
      return false;
    }
    return percent === 100 || percentileOf(id ?? clientAddress) < percent;
  }

  /** Passes the old server's answer on, and then compares it with the one that this server would have given. */
  async forward(shadow: Shadow, request: ProgramRequest, reply: FastifyReply): Promise<void> {
    const passing = this.passOnAndCompare(shadow, request, reply).finally(() => this.passing.delete(passing));
    this.passing.add(passing);
    await passing;
  }

  private async passOnAndCompare(shadow: Shadow, request: ProgramRequest, reply: FastifyReply): Promise<void> {
    const hangUp = hangUpOf(reply.raw);
    const signal = AbortSignal.any([hangUp, this.stopping.signal]);
    let theirs: Answer | undefined;
    try {
      const forwarded = { dialect: shadow.dialect, received: reply.request, fields: request.sent.fields };
      const answer = await this.limits.sendWithin(forwarded, () => this.oldServer.send(shadow.url, request, signal));
      theirs = await passOn(answer, reply, signal);
    } catch (error) {
      if (!hangUp.aborted) {
        throw error;
      }
      reply.hijack();
      this.comparisons.skip(shadow.dialect, request);
      return;
    }
    this.compareLater(shadow, request, async () => {
      if (request.isWithoutAction) {
        this.comparisons.skip(shadow.dialect, request);
        return;
      }
      const { answer: ours, verdicts } = await this.rehearsals.rehearse(request);
      this.compare(shadow, request, { theirs, ours, wasOurs: false });
      if (theirs) {
        await this.learning.learn(shadow, { request, theirs, verdicts, signal: this.stopping.signal });
        await this.learning.noteSharedName(shadow, theirs);
      }
    });
  }

  /** Asks the old server what this server has answered, with all effects there, and compares. */
  ask(shadow: Shadow, request: ProgramRequest, ours: Answer | undefined): void {
    this.compareLater(shadow, request, async () => {
      const theirs = await this.oldServer.ask(shadow.url, request, this.stopping.signal);
      this.compare(shadow, request, { theirs, ours, wasOurs: true });
    });
  }

  /** Resolves when all comparisons under way are made and written. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.passing);
    while (this.running.size > 0) {
      await Promise.all(this.running);
    }
    await this.comparisons.written();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.waiting.length = 0;
    const timer = setTimeout(() => this.stopping.abort(), SHADOW_LIMITS.stopping);
    await this.settled();
    clearTimeout(timer);
  }

  private readShadows(): ReadonlyMap<string, Shadow> {
    const apis = this.services.all(ShadowedApi);
    const shadows = this.dialects.all.flatMap((dialect) => {
      const settings = shadowSettings(dialect);
      const url = settings ? this.settings.get(settings.url) : '';
      return settings && url !== ''
        ? {
            dialect,
            api: apis.find((api) => api.dialect === dialect.name),
            url,
            percent: this.settings.get(settings.percent),
            learn: this.settings.get(settings.learn),
          }
        : [];
    });
    return new Map(shadows.map((shadow) => [shadow.dialect.name, shadow]));
  }

  private compare({ dialect, api }: Shadow, request: ProgramRequest, { theirs, ours, wasOurs }: Answers): void {
    if (theirs && ours) {
      this.comparisons.add({ dialect, request, theirs, ours, wasOurs }, api);
    } else {
      this.comparisons.skip(dialect, request);
    }
  }

  /** Other dialects whose actions a request may name in its body. */
  private claimants({ routeOptions, raw, dialect }: FastifyRequest): readonly DialectDefinition[] {
    const hasActions = routeOptions.config.limitsByQuery !== undefined && !this.dialects.isBound(raw);
    return hasActions
      ? this.dialects.all.filter((other) => other.discriminator !== undefined && other !== dialect)
      : [];
  }

  private compareLater({ dialect }: Shadow, request: ProgramRequest, compare: () => Promise<void>): void {
    if (this.waiting.length >= MOST_WAITING) {
      this.comparisons.skip(dialect, request);
      return;
    }
    this.waiting.push(() =>
      compare().catch((error: unknown) => {
        this.comparisons.skip(dialect, request);
        this.logger.warn(
          `${request.operation} was not compared: ${error instanceof Error ? error.message : String(error)}`,
        );
      }),
    );
    if (this.running.size < CONCURRENCY) {
      const run: Promise<void> = this.runWaiting().finally(() => this.running.delete(run));
      this.running.add(run);
    }
  }

  private async runWaiting(): Promise<void> {
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      await next();
    }
  }
}

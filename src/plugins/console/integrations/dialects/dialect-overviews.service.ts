import { Injectable } from '@nestjs/common';
import { Clock, type DialectDefinition, Dialects, NATIVE, problem, type SampleCall } from '../../../../core/common';
import { SampleApiKey } from '../../../../core/identity';
import { VerificationStatsService } from '../../../../core/licensing';
import { type LoggedVerdict, type OutcomeCount, VerdictLogService } from '../../../../core/licensing/internal';
import { isUsableCode } from '../../../../core/verification';
import { Metrics, Settings, SettingsService } from '../../../../core/platform';
import { type Traffic } from '../../../../core/platform/internal';
import { type SettingWithValue } from '../../../../core/platform';

const DAY_MS = 86_400_000;

const call = (name: string): SampleCall => ({
  name,
  method: 'POST',
  path: `/api/v1/${name}`,
  fields: ['key', 'device'],
  body: ({ key, device }) => ({ license_key: key, hardware_id: device }),
});

/** Calls of the native API that people can send; those of the other APIs stand in their definitions. */
const NATIVE_CALLS: readonly SampleCall[] = ['validate', 'activate', 'heartbeat', 'deactivate'].map(call);

/** Address of an API, and figures of its calls. */
export interface DialectOverview {
  readonly dialect: DialectDefinition;
  /** Routes that its contract calls public need no credential. */
  readonly isOpen: boolean;
  /** Host names of this API alone. */
  readonly hosts: readonly string[];
  /** Path of its OpenAPI document. */
  readonly document: string;
  readonly operations: readonly SampleCall[];
  readonly traffic: Traffic;
  /** Verdicts of the last 24 hours, most frequent first. */
  readonly outcomes: readonly OutcomeCount[];
  readonly verdicts: { readonly total: number; readonly refused: number };
}

/** An API with its last check and its settings, for its page. */
export interface DialectDetails extends DialectOverview {
  /** The newest of the log's latest checks that came through the API. */
  readonly lastCheck: LoggedVerdict | undefined;
  /** Its own settings: limits, the old server, and those of its contract. */
  readonly settings: readonly SettingWithValue[];
}

/** The operations of an API that people can send, and the one that is chosen. */
export interface SampleRequest {
  readonly dialect: DialectDefinition;
  readonly operations: readonly SampleCall[];
  readonly operation: SampleCall;
  /** A request without a key gets the demo's. */
  readonly hasSampleKey: boolean;
}

/** Puts together what is known about each API. */
@Injectable()
export class DialectOverviewsService {
  constructor(
    private readonly dialects: Dialects,
    private readonly settings: Settings,
    private readonly metrics: Metrics,
    private readonly stats: VerificationStatsService,
    private readonly sampleKey: SampleApiKey,
    private readonly clock: Clock,
    private readonly log: VerdictLogService,
    private readonly values: SettingsService,
  ) {}

  async list(): Promise<DialectOverview[]> {
    const outcomes = await this.recentOutcomes();
    return this.dialects.all.filter(isApi).map((dialect) => this.overview(dialect, outcomes));
  }

  async get(name: string): Promise<DialectDetails> {
    const dialect = this.named(name);
    const { rows } = await this.log.list({ limit: 1 }, { dialect: name });
    return {
      ...this.overview(dialect, await this.recentOutcomes()),
      lastCheck: rows[0],
      settings: await this.settingsOf(name),
    };
  }

  /** Throws for an unknown API. */
  async settingsOf(name: string): Promise<SettingWithValue[]> {
    const own = this.named(name).settings?.map((setting) => setting.name) ?? [];
    const prefixes = ['limits', 'shadow'].map((group) => `${group}.${name}.`);
    const isOwn = (setting: string): boolean =>
      own.includes(setting) || prefixes.some((prefix) => setting.startsWith(prefix));
    return (await this.values.all()).filter(({ setting }) => isOwn(setting.name));
  }

  /** The operations of an API that people can try, and the one of this name, by default the first one. */
  sampleRequest(name: string, chosen: string | undefined): SampleRequest {
    const dialect = this.named(name);
    const operations = operationsOf(dialect);
    const operation = operations.find((one) => one.name === (chosen ?? operations[0]?.name));
    if (!operation) {
      throw problem('OPERATION_NOT_FOUND');
    }
    return { dialect, operations, operation, hasSampleKey: this.sampleKey.value !== undefined };
  }

  private named(name: string): DialectDefinition {
    const dialect = this.dialects.named(name);
    if (!dialect || !isApi(dialect)) {
      throw problem('DIALECT_NOT_FOUND');
    }
    return dialect;
  }

  private recentOutcomes(): Promise<OutcomeCount[]> {
    return this.stats.countOutcomes(new Date(this.clock.now().getTime() - DAY_MS));
  }

  private overview(dialect: DialectDefinition, all: readonly OutcomeCount[]): DialectOverview {
    const { name } = dialect;
    const outcomes = all.filter((outcome) => outcome.dialect === name);
    const refused = outcomes.filter(({ outcome }) => !isUsableCode(outcome));
    return {
      dialect,
      isOpen: this.settings.OPEN_DIALECTS.includes(name),
      hosts: this.settings.DIALECT_HOSTS.map((pair) => pair.split('=', 2))
        .filter(([owner]) => owner === name)
        .flatMap(([, host]) => host ?? []),
      document: name === NATIVE.name ? '/openapi.json' : `/openapi/${name}.json`,
      operations: operationsOf(dialect),
      traffic: this.metrics.trafficOf(name),
      outcomes,
      verdicts: { total: sumOf(outcomes), refused: sumOf(refused) },
    };
  }
}

/** Pages have no document and no calls. */
function isApi({ errorPage }: DialectDefinition): boolean {
  return errorPage === undefined;
}

function operationsOf(dialect: DialectDefinition): readonly SampleCall[] {
  return dialect === NATIVE ? NATIVE_CALLS : (dialect.tryIt ?? []);
}

function sumOf(outcomes: readonly OutcomeCount[]): number {
  return outcomes.reduce((sum, { count }) => sum + count, 0);
}

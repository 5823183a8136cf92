import { Injectable } from '@nestjs/common';
import type { Behavior } from '../../catalog/policies/behavior';
import { versionParts } from '../../catalog/versions/version-order';
import { Calendar } from '../../common/calendar';
import { productScope } from '../../identity/permissions/caller';
import { CountryDatabaseService } from '../../platform/countries/country-database.service';
import { BatchDatabase } from '../../platform/database/batch-database';
import type { Batcher } from '../../platform/database/batcher';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { FoundKey } from '../../licenses/licenses/key-lookups.service';
import { checkQueueKey } from '../../licenses/licenses/typed-key';
import { BlacklistsService } from './blacklists.service';
import { hasCountryRule } from '../rules/country-rules';
import type { LicenseContext } from '../rules/license-context';
import { type ContextLookup, contextStatement } from '../context/license-context.query';
import type { NamedScopes } from '../context/scope-columns';
import { applyRestrictedAccess } from '../rules/restricted-access';
import { isStorable } from '../log/storable';
import { activationOf, type CommonRules, type ContextRow, toContext } from '../context/context-row';
import type { ConfirmedRow, Expectation } from '../context/confirmation.query';
import { KnownLicenses } from './known-licenses';
import { Settings } from '../../platform/config/settings';

export interface ContextOptions {
  /** Reference of the product that the call names. */
  readonly product?: string;
  /** Version of the program. */
  readonly version?: string;
  /** User of the program, as stored. */
  readonly user?: string;
  /** Policy, group, customer and file that the call names. */
  readonly scopes?: NamedScopes;
  /** Read the latest version of the product. */
  readonly withLatestVersion?: boolean;
  /** Reserve an id, for a device that may activate, and read whether it is the first. */
  readonly reserveId?: boolean;
  /** Read the license's meters. */
  readonly withMeters?: boolean;
  /** Count the sessions that run, if the license has a maximum. */
  readonly withSessions?: boolean;
  /** Hashes of the device's components, sorted. */
  readonly components?: readonly string[];
  /** False if it is enough to know the seat of the device, if it has one. */
  readonly withSeats?: boolean;
}

/** A context that this node knew without a statement. */
export interface KnownContext {
  readonly lookup: ContextLookup;
  readonly context: LicenseContext;
  readonly expected: Expectation;
}

/** Loads the state that `evaluate` needs. A product-scoped API key finds only its products' licenses. */
@Injectable()
export class LicenseContextLoader {
  private readonly batcher: Batcher<ContextLookup, LicenseContext | null>;
  private readonly known: KnownLicenses;

  constructor(
    private readonly work: UnitOfWork,
    private readonly blacklists: BlacklistsService,
    private readonly countries: CountryDatabaseService,
    private readonly calendar: Calendar,
    settings: Settings,
    batches: BatchDatabase,
  ) {
    this.known = new KnownLicenses(settings.KNOWN_DEVICES);
    batches.onLost(() => this.known.clear());
    this.batcher = batches.checks(
      'read',
      'lookup',
      async (lookups) => {
        const rows = await batches.read<ContextRow>(...contextStatement(lookups));
        return this.keep(lookups, rows, this.contextsOf(lookups, rows));
      },
      (lookup) => this.work.runQueued(checkQueueKey(lookup.key), () => this.read(lookup)),
    );
  }

  /** In the transaction, if there is one, or in a batch. What was committed before the call is seen. */
  find(
    key: string,
    fingerprint: string | undefined,
    now: Date,
    options: ContextOptions = {},
  ): Promise<LicenseContext | null> {
    const lookup = this.lookup(key, fingerprint, now, options);
    return this.work.isRunning || !isStorable(lookup) ? this.read(lookup) : this.batcher.add(lookup);
  }

  /** Whether checks are answered by what this node has read before: not in transactions. */
  get mayKnow(): boolean {
    return this.known.mayAnswer(!this.batcher.isIdle) && !this.work.isRunning;
  }

  /** The license and its device as this node read them before. The verdict counts only once the log has confirmed it. */
  findKnown(key: string, fingerprint: string, now: Date, options: ContextOptions): KnownContext | undefined {
    const lookup = this.lookup(key, fingerprint, now, options);
    const row = this.known.get(lookup);
    return (
      row && { lookup, context: this.contextOf(row, lookup, this.commonRules()), expected: expectationOf(row, lookup) }
    );
  }

  forget({ lookup }: KnownContext): void {
    this.known.forget(lookup);
  }

  /** Like `find`, for several calls of one transaction, in their order. */
  async findEach(lookups: readonly ContextLookup[]): Promise<(LicenseContext | null)[]> {
    return this.contextsOf(lookups, await this.work.query<ContextRow>(...contextStatement(lookups)));
  }

  /** Parameters of `find`, within the scope of the caller. */
  lookup(
    key: string,
    fingerprint: string | undefined,
    now: Date,
    {
      product,
      version,
      user,
      components,
      scopes,
      withLatestVersion = false,
      reserveId = false,
      withMeters = false,
      withSessions = false,
      withSeats = true,
    }: ContextOptions = {},
  ): ContextLookup {
    const scope = productScope();
    return {
      key,
      fingerprint: fingerprint ?? null,
      product_ids: scope === undefined ? null : `{${scope.join()}}`,
      product: product ?? null,
      now,
      version: version === undefined ? null : versionParts(version).join('.'),
      latest: withLatestVersion,
      reserve: reserveId,
      meters: withMeters ? this.calendar.zone : null,
      sessions: withSessions,
      components: components === undefined ? null : `{${components.join()}}`,
      username: user ?? null,
      seats: withSeats,
      ...(scopes && { scopes }),
    };
  }

  private async read(lookup: ContextLookup): Promise<LicenseContext | null> {
    const [context] = await this.findEach([lookup]);
    return context ?? null;
  }

  /** In the order of the lookups. */
  private contextsOf(lookups: readonly ContextLookup[], rows: readonly ContextRow[]): (LicenseContext | null)[] {
    const rules = this.commonRules();
    const found = new Map(rows.map((row) => [row.position, row]));
    return lookups.map((lookup, index) => {
      const row = found.get(index + 1);
      return row ? this.contextOf(row, lookup, rules) : null;
    });
  }

  private keep(
    lookups: readonly ContextLookup[],
    rows: readonly ContextRow[],
    contexts: readonly (LicenseContext | null)[],
  ): readonly (LicenseContext | null)[] {
    for (const row of rows) {
      const lookup = lookups[row.position - 1];
      const context = contexts[row.position - 1];
      if (lookup && context) {
        this.known.put(lookup, row, context);
      }
    }
    return contexts;
  }

  private commonRules(): CommonRules {
    return { blacklist: this.blacklists.current(), countries: this.countries.current() };
  }

  private contextOf(row: ContextRow, { fingerprint, now }: ContextLookup, rules: CommonRules): LicenseContext {
    return applyRestrictedAccess(this.reported(toContext(row, fingerprint, rules, now)), now);
  }

  private reported(context: LicenseContext): LicenseContext {
    if (context.countries === null && hasCountryRule(context.behavior)) {
      this.countries.reportMissing();
    }
    return context;
  }
}

function expectationOf(row: ContextRow, { latest, seats }: ContextLookup): Expectation {
  return {
    license_version: row.licenseVersion,
    policy_version: row.policyVersion,
    product_version: row.productVersion,
    customer_version: row.customerVersion,
    latest,
    seats,
  };
}

/** The known context with what the log has read while it confirmed it. */
export function confirmedContext({ lookup, context }: KnownContext, row: ConfirmedRow): LicenseContext {
  const { license, seatProductId } = context;
  return {
    ...context,
    activation: activationOf(row, lookup.fingerprint, license.id, seatProductId),
    seatsTaken: row.seatsTaken,
    latestVersion: row.latestVersion,
  };
}

/** Seats last seen before this instant are dead; null if the policy releases none. */
export function deadBefore({ deadSeats, heartbeatTimeout }: Behavior, now: Date): Date | null {
  return deadSeats === 'release' && heartbeatTimeout !== null
    ? new Date(now.getTime() - heartbeatTimeout * 1000)
    : null;
}

/** Null where a key has ended and its device may not go on with it, or has been freed meanwhile. */
export function contextByKey({ known, isEnded }: FoundKey, context: LicenseContext): LicenseContext | null {
  const { behavior, activation } = context;
  const isUsable = !isEnded || (behavior.replacedKeyOnKnownDevices && activation?.isActive === true);
  return isUsable ? withPresentedKey(known, context) : null;
}

/**
 * The license shows the key that was sent: who has only a retired key must not learn the current one.
 * @param key as sent
 */
function withPresentedKey(key: string, context: LicenseContext): LicenseContext {
  const { license } = context;
  const currentKey = license.key;
  return key === currentKey ? context : { ...context, license: Object.assign(license, { key }), currentKey };
}

import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { NO_GRANTS, PolicyVersionsService } from '../../../core/catalog';
import type { GrantSet } from '../../../core/catalog/internal';
import { Calendar, Clock, isProblem, type Page, PluginServices } from '../../../core/common';
import { type Group } from '../../../core/customers';
import { GroupsService } from '../../../core/customers/internal';
import { RecordsService } from '../../../core/events/internal';
import {
  type Activation,
  GrantsService,
  KeyLookupsService,
  type License,
  type LicenseSession,
  type LicenseUser,
} from '../../../core/licenses';
import { type RetiredKey } from '../../../core/licenses/internal';
import {
  ActivationsService,
  LicensesService,
  LicenseUsersService,
  type LicenseWithUsage,
} from '../../../core/licensing';
import { type LoggedVerdict, VerdictLogService } from '../../../core/licensing/internal';
import {
  AssessLicenseService,
  type CurrentBalance,
  endOfUse,
  ListSessionsService,
  type VerdictCode,
  WaitingLineService,
  type WaitingPlace,
} from '../../../core/verification';
import { type ReportedRefusal, ReportedRefusalsService } from '../../../core/verification/internal';
import { LicenseVerdictsService, type VerdictCounts } from './license-verdicts.service';
import type { AuditEntry } from '../../../core/platform';
import { LicensePayments } from '../../../pages/kit/license-payments';
import type { VNode } from 'preact';

const SHOWN_DEVICES = 20;
const SHOWN_SESSIONS = 10;
const SHOWN_WAITING = 10;
const SHOWN_REQUESTS = 10;
const SHOWN_ENTRIES = 10;
const SHOWN_USERS = 6;
const SHOWN_KEYS = 3;

/** The current verdict for a program that sends only the license key. */
export interface Told {
  readonly code: VerdictCode;
  /** From when they are told another code; null for never. */
  readonly usableUntil: Date | null;
  readonly meters: readonly CurrentBalance[];
  readonly sessionsRunning: number | null;
}

export interface LicensePageData extends LicenseWithUsage {
  readonly told: Told;
  readonly group: Group | null;
  /** The active ones. */
  readonly devices: Page<Activation>;
  readonly sessions: readonly LicenseSession[];
  /** The first places of the waiting line. */
  readonly waiting: readonly WaitingPlace[];
  readonly users: Page<LicenseUser>;
  readonly requests: readonly LoggedVerdict[];
  readonly today: VerdictCounts;
  /** By the rules that would have refused requests, but are only reported; the latest first. */
  readonly reported: readonly ReportedRefusal[];
  /** By the ids of the devices. */
  readonly deviceUsers: ReadonlyMap<number, readonly string[]>;
  readonly formerKeys: readonly RetiredKey[];
  readonly history: readonly AuditEntry[];
  /** Null without payments that the viewer may see. */
  readonly payments: VNode | null;
  readonly ownGrants: GrantSet;
  readonly policyGrants: GrantSet;
}

/** Reads what the page of a license shows: each part by an index, and no more rows than it shows. */
@Injectable()
export class LicensePageService {
  constructor(
    private readonly licenses: LicensesService,
    private readonly assessments: AssessLicenseService,
    private readonly activations: ActivationsService,
    private readonly sessions: ListSessionsService,
    private readonly line: WaitingLineService,
    private readonly users: LicenseUsersService,
    private readonly log: VerdictLogService,
    private readonly verdicts: LicenseVerdictsService,
    private readonly reported: ReportedRefusalsService,
    private readonly records: RecordsService,
    private readonly grants: GrantsService,
    private readonly versions: PolicyVersionsService,
    private readonly groups: GroupsService,
    private readonly keys: KeyLookupsService,
    private readonly plugins: PluginServices,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  /**
   * Null if there is no such license. One statement after the other, so that a page holds one connection.
   * @param id uuid, number or key
   */
  async find(id: string): Promise<LicensePageData | null> {
    const found = await this.license(id);
    return found && this.read(found);
  }

  private async read({ license, use }: LicenseWithUsage): Promise<LicensePageData> {
    const today = this.calendar.startOf(this.calendar.dateOf(this.clock.now()));
    const target = { type: 'licenses', id: license.uid };
    const told = await this.told(license.key);
    const devices = await this.activations.listOf(license.id, { limit: SHOWN_DEVICES }, true);
    const users = await this.users.latestOf(license, SHOWN_USERS);
    return {
      license,
      use,
      told,
      group: license.groupId === null ? null : await this.groups.get(license.groupId),
      devices,
      sessions: await this.sessionsOf(license.uid, told),
      waiting: license.maxSessions === null ? [] : await this.line.list(license.id, SHOWN_WAITING),
      users,
      deviceUsers: await this.users.ofDevices(users.rows.length === 0 ? [] : devices.rows),
      formerKeys: await this.keys.latestOf(license, SHOWN_KEYS),
      requests: (await this.log.list({ limit: SHOWN_REQUESTS }, { licenseId: license.id })).rows,
      today: await this.verdicts.countSince(license, today),
      reported: license.policy?.reportOnly.length ? await this.reported.ofLicense(license.id) : [],
      history: (await this.records.auditEntries({ target, isBrief: true }, { limit: SHOWN_ENTRIES })).rows,
      payments: (await this.plugins.find(LicensePayments)?.section(license)) ?? null,
      ...(await this.grantsOf(license)),
    };
  }

  /** Nothing is read for a license that holds nothing. */
  private async grantsOf({
    id,
    policy,
    policyVersion,
    effectiveGrants,
  }: License): Promise<Pick<LicensePageData, 'ownGrants' | 'policyGrants'>> {
    const isHolder = Object.keys(effectiveGrants).length > 0;
    const own = await this.grants.ofLicenses(isHolder ? [id] : []);
    const policyGrants = isHolder && policy ? await this.versions.grantsOf(policy, policyVersion) : NO_GRANTS;
    return { ownGrants: own.get(id) ?? NO_GRANTS, policyGrants };
  }

  private async license(id: string): Promise<LicenseWithUsage | null> {
    try {
      return await this.licenses.get(isUUID(id) ? id : { idOrReference: id });
    } catch (error) {
      if (isProblem(error, 'LICENSE_NOT_FOUND')) {
        return null;
      }
      throw error;
    }
  }

  /** Without a device and an address: neither a seat nor the log is touched. */
  private async told(key: string): Promise<Told> {
    const call = { key, request: { operation: 'check' } } as const;
    const { verdict, context, now } = await this.assessments.assess(call, { withMeters: true, withSessions: true });
    return {
      code: verdict.code,
      usableUntil: context && endOfUse(context, now),
      meters: context?.meters ?? [],
      sessionsRunning: context?.sessionsRunning ?? null,
    };
  }

  private async sessionsOf(license: string, { sessionsRunning }: Told): Promise<readonly LicenseSession[]> {
    return !sessionsRunning
      ? []
      : (await this.sessions.list({ limit: SHOWN_SESSIONS, isOldestFirst: true }, { license, running: true })).rows;
  }
}

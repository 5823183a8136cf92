import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DAY } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { fieldProblem, problem } from '../../common/errors/domain-error';
import { currentRequest } from '../../common/http/request-context';
import type { ChangeRecord } from '../database/change-record';
import { UnitOfWork } from '../database/unit-of-work';
import type { EventName } from '../records/event-catalogue';
import { type SettingsSnapshot, SettingValuesService } from '../settings/setting-values.service';
import { SettingsService } from '../settings/settings.service';
import { MAINTENANCE_REASON, MAINTENANCE_UNTIL } from './maintenance.settings';

const MAX_DAYS = 7;

/** Events of checks, sessions, usage and signing in, which go on. */
const GO_ON: ReadonlySet<EventName> = new Set<EventName>([
  'api_key.refused',
  'customer.portal_link_sent',
  'customer.portal_session_created',
  'license.checked_in',
  'license.lease_expired',
  'license.limit_reached',
  'license.term_started',
  'license.usage_threshold',
  'license_session.borrowed',
  'license_session.ended',
  'license_session.resumed',
  'license_session.returned',
  'license_session.started',
  'meter.threshold_reached',
  'user.locked_out',
  'user.logged_in',
  'user.logged_out',
  'user.login_failed',
  'user.openid_logged_in',
  'user.openid_logged_out',
  'user.openid_refused',
  'user.recovery_code_used',
  'user.token_issued',
]);

/** A time in which nothing is changed. */
export interface Maintenance {
  readonly until: Date;
  readonly reason: string;
}

/** Refuses changes of requests during maintenance. */
@Injectable()
export class MaintenanceService implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: SettingValuesService,
    private readonly settingChanges: SettingsService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.work.onChange((change) => {
      this.check(change);
      return [];
    });
    this.settingChanges.addCheck(({ after, names }) => {
      const until = names.includes(MAINTENANCE_UNTIL.name) ? untilIn(after) : undefined;
      const isPossible = until === undefined || (until > this.now && until <= this.now + MAX_DAYS * DAY);
      const details = { field: MAINTENANCE_UNTIL.name, days: MAX_DAYS };
      return Promise.resolve(isPossible ? [] : [fieldProblem('MAINTENANCE_TOO_LONG', details)]);
    });
  }

  /** The maintenance that is under way; it ends by itself. */
  get current(): Maintenance | undefined {
    const settings = this.settings.isKnown ? this.settings.recent() : undefined;
    const until = settings && untilIn(settings);
    return until !== undefined && until > this.now
      ? { until: new Date(until), reason: settings?.get(MAINTENANCE_REASON) || MAINTENANCE_REASON.default }
      : undefined;
  }

  /** Work in the background goes on: whoever asked for it did so before. */
  private check(change: ChangeRecord): void {
    const request = change.request ?? currentRequest();
    const isHeld = request && request.job === undefined && !GO_ON.has(change.event) && !endsIt(change);
    const maintenance = isHeld ? this.current : undefined;
    if (maintenance) {
      const { until, reason } = maintenance;
      const retryAfter = Math.ceil((until.getTime() - this.now) / 1_000);
      throw problem('MAINTENANCE', { reason, until: until.toISOString(), retryAfter });
    }
  }

  private get now(): number {
    return this.clock.now().getTime();
  }
}

function endsIt({ targetType, targetId }: ChangeRecord): boolean {
  return targetType === 'settings' && [MAINTENANCE_UNTIL.name, MAINTENANCE_REASON.name].includes(targetId);
}

function untilIn(settings: SettingsSnapshot): number | undefined {
  const text = settings.get(MAINTENANCE_UNTIL);
  return text === '' ? undefined : Date.parse(text);
}

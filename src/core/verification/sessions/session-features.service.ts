import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { eventPayload } from '../../licenses/licenses/event-payload';
import type { LicenseSession } from '../../licenses/sessions/license-session.entity';
import { SessionFeature } from '../../licenses/sessions/session-feature.entity';
import { isAlive } from '../../licenses/sessions/session-statements';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { AssessLicenseService } from '../assessment/assess-license.service';
import { toVerificationRequest } from '../rules/assessment';
import type { CheckedLicense } from '../rules/checked-license';
import { VerificationLogService } from '../log/verification-log.service';
import { featureLimit } from './feature-limit';
import { findSession } from './find-session';

/** Reasons for which a session does not get a feature. */
export const FEATURE_REFUSALS = ['FEATURE_EXHAUSTED', 'FEATURE_NOT_GRANTED'] as const;
export type FeatureRefusal = (typeof FEATURE_REFUSALS)[number];

/** A feature that a session asked for. */
export interface AskedFeature {
  readonly feature: string;
  /** The session holds it. */
  readonly isHeld: boolean;
  /** Sessions that hold it. */
  readonly used: number;
  /** Sessions that may hold it; null is unlimited. */
  readonly max: number | null;
  readonly refusal: FeatureRefusal | null;
}

export interface FeatureChanges {
  readonly take?: readonly string[];
  readonly release?: readonly string[];
}

interface Holding {
  readonly code: string;
  readonly used: number;
  readonly isHeld: boolean;
}

/** Features that sessions take and give back while they run. */
@Injectable()
export class SessionFeaturesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly assessments: AssessLicenseService,
    private readonly log: VerificationLogService,
    private readonly clock: Clock,
  ) {}

  /** To take features, the license must be usable on the device. */
  async change(token: string, changes: FeatureChanges): Promise<AskedFeature[]> {
    const found = await findSession(this.work.manager, token);
    if (!found || found.session.endedAt) {
      throw problem('ACTIVE_SESSION_NOT_FOUND');
    }
    const { license, activation, session } = found;
    const device = { fingerprint: activation.fingerprint };
    const scope = { user: session.username ?? undefined, product: activation.product?.reference };
    const request = toVerificationRequest('check', device, scope);
    return this.assessments.assessLocked({ key: license.key, device, request }, async (assessment) => {
      const { context, usable } = assessment;
      if (!context || (changes.take?.length && !usable)) {
        await this.log.write(assessment.entry('session'));
        throw assessment.refusal();
      }
      const current = (await findSession(this.work.manager, token))?.session;
      if (!current || current.endBy(this.clock.now())) {
        throw problem('ACTIVE_SESSION_NOT_FOUND');
      }
      return this.changeLocked(context.license, current, changes);
    });
  }

  /** Requires the row lock of the license. A feature that is refused leaves the others and the session as they are. */
  async changeLocked(
    license: CheckedLicense,
    session: LicenseSession,
    { take = [], release = [] }: FeatureChanges,
  ): Promise<AskedFeature[]> {
    const asked = [...new Set(take)];
    const returned = [...new Set(release)].filter((code) => !asked.includes(code));
    const released = await this.release(session, returned);
    const held = await this.holdings(license.id, session.id, [...asked, ...returned]);
    const now = this.clock.now();
    const features = [
      ...asked.map((code) => granted(featureLimit(license, code, now), holdingOf(held, code))),
      ...returned.map((code) => ({ ...plain(holdingOf(held, code)), max: featureLimit(license, code, now) ?? null })),
    ];
    const news = features.filter(
      ({ feature, isHeld, refusal }) => refusal === 'FEATURE_EXHAUSTED' || (isHeld && !holdingOf(held, feature).isHeld),
    );
    await this.insert(license, session, news);
    await this.record(license, session, { released, news });
    return features;
  }

  /** Gives back what a session held when it ended, before it goes on. */
  async releaseAll({ id, endedAt }: LicenseSession): Promise<void> {
    await this.work.manager.update(SessionFeature, { sessionId: id, releasedAt: IsNull() }, { releasedAt: endedAt });
  }

  private async release({ id }: LicenseSession, codes: readonly string[]): Promise<string[]> {
    if (codes.length === 0) {
      return [];
    }
    const where = { sessionId: id, code: In([...codes]), releasedAt: IsNull() };
    const held = await this.work.manager.findBy(SessionFeature, where);
    await this.work.manager.update(SessionFeature, where, { releasedAt: this.clock.now() });
    return held.map(({ code }) => code);
  }

  private holdings(licenseId: number, sessionId: number, codes: readonly string[]): Promise<Holding[]> {
    const parameters = [licenseId, sessionId, codes, this.clock.now()];
    return this.work.manager.query<Holding[]>(HOLDINGS, parameters);
  }

  private async insert(license: CheckedLicense, session: LicenseSession, news: readonly AskedFeature[]): Promise<void> {
    const takenAt = this.clock.now();
    const rows = news.map(({ feature, isHeld }) => ({
      licenseId: license.id,
      sessionId: session.id,
      code: feature,
      takenAt,
      releasedAt: isHeld ? null : takenAt,
      isRefused: !isHeld,
    }));
    if (rows.length > 0) {
      await this.work.manager.insert(SessionFeature, rows);
    }
  }

  private async record(
    license: CheckedLicense,
    session: LicenseSession,
    { released, news }: { readonly released: readonly string[]; readonly news: readonly AskedFeature[] },
  ): Promise<void> {
    if (released.length === 0 && news.length === 0) {
      return;
    }
    const taken = news.filter(({ isHeld }) => isHeld).map(({ feature }) => feature);
    const refused = news.filter(({ isHeld }) => !isHeld).map(({ feature }) => feature);
    const facts = { taken, released, refused };
    const data = { ...eventPayload(license), session: session.uid, ...facts };
    const event = 'license_session.features_changed';
    await this.work.record([this.work.changeRecord(event, session, null, facts, data)]);
  }
}

function holdingOf(held: readonly Holding[], code: string): Holding {
  return held.find((one) => one.code === code) ?? { code, used: 0, isHeld: false };
}

function plain({ code, used, isHeld }: Holding): AskedFeature {
  return { feature: code, isHeld, used, max: null, refusal: null };
}

/** @param limit undefined if the license does not have the feature */
function granted(limit: number | null | undefined, holding: Holding): AskedFeature {
  const asked = { ...plain(holding), max: limit ?? null };
  if (holding.isHeld) {
    return asked;
  }
  if (limit === undefined) {
    return { ...asked, refusal: 'FEATURE_NOT_GRANTED' };
  }
  return limit !== null && holding.used >= limit
    ? { ...asked, refusal: 'FEATURE_EXHAUSTED' }
    : { ...asked, isHeld: true, used: holding.used + 1 };
}

const HOLDINGS = `
  SELECT f.code, count(*)::integer AS used, bool_or(f.session_id = $2) AS "isHeld"
  FROM session_features f JOIN license_sessions s ON s.id = f.session_id
  WHERE f.license_id = $1 AND f.code = ANY ($3) AND f.released_at IS NULL
    AND s.ended_at IS NULL AND ${isAlive('$4::timestamptz', 's')}
  GROUP BY f.code`;

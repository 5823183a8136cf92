import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { compareVersions } from '../../catalog/versions/version-order';
import { Clock } from '../../common/clock';
import type { Language } from '../../i18n/language';
import type { NumberedRange } from '../../events/records/event-sequence.service';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { JobQueueService } from '../../platform/jobs/job-queue.service';
import { MailQueueService } from '../../platform/mail/mail-queue.service';
import { UnsubscribeLinksService } from './unsubscribe-links.service';

export const ANNOUNCE_VERSIONS = 'announce-versions';
const KIND = 'new_version';
/** Licenses that one transaction looks at. */
const LICENSES = 500;
/** News in the queue at the same time, so that an e-mail with a key waits for few of them. */
const QUEUED_NEWS = 200;
/** Pause in milliseconds, in which the queue gets shorter. */
const PAUSE_MS = 10_000;

/** A version whose customers are told, and how far this has got. */
interface Announced {
  readonly versionId: number;
  readonly versionUid: string;
  readonly version: string;
  readonly productId: number;
  readonly releasedAt: string;
  readonly eventId: number;
  readonly eventAt: Date;
  readonly afterLicenseId: number;
}

/** A license that is usable and whose updates include the date of the release. */
interface Candidate {
  readonly id: number;
  readonly customerId: number | null;
  readonly email: string | null;
  readonly minVersion: string | null;
  readonly maxVersion: string | null;
}

/**
 * Tells customers of versions that their licenses include: once of each version, in small parts, after all their devices are
 * offered it. Only versions of the channel `stable` are announced.
 */
@Injectable()
export class VersionAnnouncementsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly queue: MailQueueService,
    private readonly jobs: JobQueueService,
    private readonly links: UnsubscribeLinksService,
  ) {}

  /** Notes the versions whose publication was numbered, in its transaction. */
  async note(manager: EntityManager, { first, last }: NumberedRange): Promise<void> {
    if (this.isOn) {
      const noted = await manager.query<unknown[]>(NOTE, [first, last]);
      if (noted.length > 0) {
        await this.jobs.add({ name: ANNOUNCE_VERSIONS, key: ANNOUNCE_VERSIONS });
      }
    }
  }

  /** Queues e-mails while there is room for news in the queue, and returns later if there is more to do. */
  async announceDue(language: Language): Promise<void> {
    if (!this.isOn) {
      return;
    }
    let hasMore = true;
    while (hasMore && (await this.queuedNews()) < QUEUED_NEWS) {
      hasMore = await this.announceSome(language);
    }
    if (hasMore) {
      const runAt = new Date(this.clock.now().getTime() + PAUSE_MS);
      await this.jobs.add({ name: ANNOUNCE_VERSIONS, key: ANNOUNCE_VERSIONS, runAt });
    }
  }

  private get isOn(): boolean {
    return this.queue.isOn && this.links.arePossible;
  }

  /** Returns whether there was something to do. */
  private announceSome(language: Language): Promise<boolean> {
    return this.work.run(async (manager) => {
      const [announced] = await manager.query<Announced[]>(DUE, [this.clock.now()]);
      if (!announced) {
        return false;
      }
      const { versionId, productId, releasedAt, afterLicenseId } = announced;
      const parameters = [productId, afterLicenseId, LICENSES, this.clock.now(), releasedAt];
      const found = await manager.query<Candidate[]>(CANDIDATES, parameters);
      await this.tell(manager, announced, found.filter(includes(announced)), language);
      const last = found.at(-1)?.id ?? afterLicenseId;
      const finishedAt = found.length < LICENSES ? this.clock.now() : null;
      await manager.query(ADVANCE, [versionId, last, finishedAt]);
      return true;
    });
  }

  private async tell(
    manager: EntityManager,
    announced: Announced,
    licenses: readonly Candidate[],
    language: Language,
  ): Promise<void> {
    const recipients = new Map(
      licenses.flatMap(({ customerId, email }) => (customerId !== null && email !== null ? [[customerId, email]] : [])),
    );
    if (recipients.size === 0) {
      return;
    }
    const { versionUid, eventId, eventAt } = announced;
    await manager.query(TELL, [
      ...[KIND, [...recipients.keys()], [...recipients.values()], language],
      ...[eventId, eventAt, this.queue.messageHost, this.clock.now(), versionUid],
    ]);
    this.queue.announce();
  }

  private async queuedNews(): Promise<number> {
    const [{ count }] = await this.work.manager.query<[{ count: number }]>(QUEUED, [KIND]);
    return count;
  }
}

/** Whether the policy allows the version, or the license overrides it so. */
function includes({ version }: Announced): (license: Candidate) => boolean {
  return ({ minVersion, maxVersion }) =>
    (minVersion === null || compareVersions(version, minVersion) >= 0) &&
    (maxVersion === null || compareVersions(version, maxVersion) <= 0);
}

const NOTE = `
  INSERT INTO version_announcements (version_id, event_id, event_at)
  SELECT DISTINCT ON (version.id) version.id, event.id, event.at
  FROM events AS event
  JOIN product_versions AS version
    ON version.uid = CASE WHEN event.target_type = 'product_versions' THEN event.target_id::uuid END
  WHERE COALESCE(event.sequence, event.id) BETWEEN $1 AND $2 AND event.name = 'version.published'
    AND version.channel = 'stable'
  ORDER BY version.id, event.id DESC
  ON CONFLICT (version_id) DO NOTHING RETURNING version_id`;

// One version at a time: another node takes the next one. A rollout is over when it reaches all devices.
const DUE = `
  SELECT version.id AS "versionId", version.uid AS "versionUid", version.version, version.product_id AS "productId",
    version.released_at::text AS "releasedAt", announcement.event_id AS "eventId", announcement.event_at AS "eventAt",
    announcement.after_license_id AS "afterLicenseId"
  FROM version_announcements AS announcement
  JOIN product_versions AS version ON version.id = announcement.version_id
  JOIN products AS product ON product.id = version.product_id
  WHERE announcement.finished_at IS NULL AND product.is_active AND version.is_active AND version.halted_at IS NULL
    AND (version.rollout_steps IS NULL OR EXISTS (
      SELECT FROM jsonb_array_elements(version.rollout_steps) AS step
      WHERE (step->>'percent')::integer = 100 AND (step->>'at')::timestamptz <= $1
    ))
  ORDER BY version.id LIMIT 1 FOR NO KEY UPDATE OF announcement SKIP LOCKED`;

// The next licenses of the product, bundles included, in the order of two indexes.
const CANDIDATES = `
  WITH next AS MATERIALIZED (
    SELECT id FROM (
      (SELECT id FROM licenses WHERE product_id = $1 AND id > $2 ORDER BY id LIMIT $3)
      UNION
      (SELECT license_id FROM license_products WHERE product_id = $1 AND license_id > $2 ORDER BY license_id LIMIT $3)
    ) AS both_lists ORDER BY id LIMIT $3
  )
  SELECT license.id, customer.id AS "customerId", lower(customer.email) AS email,
    CASE WHEN license.policy_overrides ? 'minVersion' THEN license.policy_overrides->>'minVersion' ELSE policy.min_version END AS "minVersion",
    CASE WHEN license.policy_overrides ? 'maxVersion' THEN license.policy_overrides->>'maxVersion' ELSE policy.max_version END AS "maxVersion"
  FROM next
  JOIN licenses AS license ON license.id = next.id
  JOIN policies AS policy ON policy.id = license.policy_id
  LEFT JOIN customers AS customer ON customer.id = license.customer_id AND customer.news_opted_out_at IS NULL
    AND license.revoked_at IS NULL AND license.blocked_at IS NULL AND license.disabled_at IS NULL
    AND (license.starts_at IS NULL OR license.starts_at <= $4)
    AND (license.expires_at IS NULL OR license.expires_at > $4)
    AND (license.updates_until IS NULL OR (license.updates_until AT TIME ZONE 'UTC')::date >= $5::date)
  ORDER BY license.id`;

const TELL = `
  INSERT INTO mails (kind, to_address, customer_id, language, event_id, event_at, message_id, due_at, created_at, news_of)
  SELECT $1, recipient.email, recipient.id, $4, $5, $6, '<' || gen_random_uuid() || '@' || $7::text || '>', $8, $8, $9
  FROM unnest($2::bigint[], $3::text[]) AS recipient (id, email)
  ON CONFLICT (news_of, customer_id) WHERE news_of IS NOT NULL DO NOTHING`;

const ADVANCE = `UPDATE version_announcements SET after_license_id = $2, finished_at = $3 WHERE version_id = $1`;

const QUEUED = `
  SELECT count(*)::integer AS count FROM (
    SELECT FROM mails WHERE state = 'queued' AND kind = $1 LIMIT ${QUEUED_NEWS}
  ) AS queued`;

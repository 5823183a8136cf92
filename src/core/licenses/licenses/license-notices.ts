import { Column } from 'typeorm';

const UNSELECTED = { select: false, nullable: true } as const;
const DATE = { ...UNSELECTED, type: 'timestamptz', precision: 3 } as const;

/**
 * Dates of a license for which an event was recorded, so that each date has one event and a changed date has another. Written
 * in the event's transaction; not part of the license elsewhere.
 */
export class LicenseNotices {
  /** Dates up to this one have no event. Set for licenses from before there were such events. */
  @Column({ ...DATE, name: 'notices_from' })
  noticesFrom?: Date | null;

  @Column({ ...DATE, name: 'expired_notice_for' })
  expiredNoticeFor?: Date | null;

  @Column({ ...DATE, name: 'expiring_notice_for' })
  expiringNoticeFor?: Date | null;

  /** The smallest number of days before `expiringNoticeFor` for which there was a warning. */
  @Column({ ...UNSELECTED, name: 'expiring_notice_days', type: 'integer' })
  expiringNoticeDays?: number | null;

  @Column({ ...DATE, name: 'updates_notice_for' })
  updatesNoticeFor?: Date | null;

  @Column({ ...DATE, name: 'support_notice_for' })
  supportNoticeFor?: Date | null;
}

/** Condition for an event about a date. Each has an index with the same condition. */
const due = (date: string, notice: string): string =>
  `"${date}" IS NOT NULL AND "${date}" IS DISTINCT FROM "${notice}" AND "revoked_at" IS NULL ` +
  `AND ("notices_from" IS NULL OR "${date}" > "notices_from")`;

export const EXPIRY_DUE = due('expires_at', 'expired_notice_for');
export const UPDATES_DUE = due('updates_until', 'updates_notice_for');
export const SUPPORT_DUE = due('support_until', 'support_notice_for');

import { createHash } from 'node:crypto';
import { channelsFor, STABLE } from './release-channel';
import type { ProductVersion } from './product-version.entity';

/** A share of the devices to which a version is offered from an instant on. */
export interface RolloutStep {
  /** 1 to 100. */
  readonly percent: number;
  /** An ISO instant; null for a step that is taken by hand. */
  readonly at: string | null;
}

export const VERSION_STATES = ['draft', 'rolling_out', 'halted', 'published', 'withdrawn'] as const;
export type VersionState = (typeof VERSION_STATES)[number];

/** Identifies a program for a rollout. Its device decides or, if it sent none, its license. */
export interface OfferSubject {
  /** Fingerprint of the device. */
  readonly device?: string;
  /** UUID of the license. */
  readonly license?: string;
}

/** Why a version is offered to a device, or is not. */
export type OfferReason =
  | 'draft'
  | 'withdrawn'
  | 'halted'
  | 'other_channel'
  | 'license'
  | 'channel'
  | 'everyone'
  | 'no_device'
  | 'within'
  | 'outside';

/** Whether a version is offered to a program, and the rule that decides. */
export interface OfferExplanation {
  readonly isOffered: boolean;
  readonly reason: OfferReason;
  /** The share of devices to which the version is offered. */
  readonly percent: number;
  /** The program is offered the version above this percentage, with two decimals; null without device and license. */
  readonly side: number | null;
}

/** Columns of a version that is neither halted nor withdrawn. */
export const NOT_STOPPED = {
  haltedAt: null,
  haltedBy: null,
  withdrawnAt: null,
  withdrawnBy: null,
  stopReason: null,
} satisfies Partial<ProductVersion>;

/** Sides count up to this number, so that a percent is a hundred of them. */
const SIDES = 10_000;

/** The side on which a device always falls, 0 to 9,999; null if the program is unknown. `offeredSql` computes the same. */
export function sideOf(versionUid: string, { device, license }: OfferSubject): number | null {
  const subject = device === undefined ? license && `license ${license}` : `device ${device}`;
  return subject === undefined
    ? null
    : createHash('sha256').update(`${versionUid} ${subject}`).digest().readUInt32BE(0) % SIDES;
}

/** 0 before the first step. */
export function percentAt(steps: readonly RolloutStep[], instant: Date): number {
  return Math.max(0, ...steps.filter(({ at }) => at !== null && new Date(at) <= instant).map(({ percent }) => percent));
}

/** Percentage of devices to which a version is offered at an instant. The steps of a halted version stand still. */
export function percentOf({ rolloutSteps, haltedAt }: ProductVersion, now: Date): number {
  return rolloutSteps === null ? 100 : percentAt(rolloutSteps, haltedAt ?? now);
}

/** The step of a rollout that follows; null after the last one, or without steps. */
export function nextStepOf(version: ProductVersion, now: Date): RolloutStep | null {
  const percent = percentOf(version, now);
  return version.rolloutSteps?.find((step) => step.percent > percent) ?? null;
}

/** State of a version: a draft, published, being rolled out, halted or withdrawn. */
export function stateOf(version: ProductVersion, now: Date): VersionState {
  if (!version.isActive) {
    return version.withdrawnAt === null ? 'draft' : 'withdrawn';
  }
  if (version.haltedAt !== null) {
    return 'halted';
  }
  return percentOf(version, now) < 100 ? 'rolling_out' : 'published';
}

/** Whether programs of this channel are offered the version. */
export function explainOffer(
  version: ProductVersion,
  subject: OfferSubject,
  now: Date,
  channel: string = STABLE,
): OfferExplanation {
  const percent = percentOf(version, now);
  const side = sideOf(version.uid, subject);
  const [isOffered, reason] = decide(version, subject, { percent, side, channel });
  return { isOffered, reason, percent, side: side === null ? null : side / 100 };
}

/**
 * Whether a program may download the version: it is or, before it was halted, was offered to the program, or the device runs it.
 * @param current version that the device runs
 */
export function mayDownload(
  version: ProductVersion,
  subject: OfferSubject,
  now: Date,
  { channel = version.channel, current }: { readonly channel?: string; readonly current?: string | null },
): boolean {
  const facts = { percent: percentOf(version, now), side: sideOf(version.uid, subject), channel, ignoresHalt: true };
  return version.isActive && (current === version.version || decide(version, subject, facts)[0]);
}

interface Facts {
  readonly percent: number;
  readonly side: number | null;
  readonly channel: string;
  readonly ignoresHalt?: boolean;
}

function decide(version: ProductVersion, { license }: OfferSubject, facts: Facts): [boolean, OfferReason] {
  const { percent, side, channel, ignoresHalt = false } = facts;
  if (!version.isActive) {
    return [false, version.withdrawnAt === null ? 'draft' : 'withdrawn'];
  }
  if (!channelsFor(channel).includes(version.channel)) {
    return [false, 'other_channel'];
  }
  if (version.haltedAt !== null && !ignoresHalt) {
    return [false, 'halted'];
  }
  if (percent >= 100) {
    return [true, 'everyone'];
  }
  if (license !== undefined && version.rolloutLicenses.includes(license)) {
    return [true, 'license'];
  }
  if (version.rolloutChannels.includes(channel.toLowerCase())) {
    return [true, 'channel'];
  }
  if (side === null) {
    return [false, 'no_device'];
  }
  return side < percent * (SIDES / 100) ? [true, 'within'] : [false, 'outside'];
}

import { createHash } from 'node:crypto';
import { Transform } from 'class-transformer';
import { IsIn, IsUUID } from 'class-validator';
import { IsText, IsWholeNumber, MayBeMissing } from '../../common/validation/fields';
import type { PageTexts } from '../../i18n/messages';
import type { BulkChange, PlannedChange } from '../../licensing/bulk/bulk-changes.service';
import {
  COPIED_LIMITS,
  type CopiedLimit,
  EXPIRY_CHANGES,
  type ExpiryChange,
} from '../../licensing/policy-changes/changed-columns';
import { NumberOrMissing, OptionalField } from '../kit/optional-field';
import { SelectionQueryDto } from './license-list-query.dto';

export const BULK_VERBS = ['extend', 'disable', 'enable', 'revoke', 'assign'] as const satisfies BulkChange['verb'][];
export type BulkVerb = (typeof BULK_VERBS)[number];

export const DEFAULT_DAYS = 365;

export class BulkVerbDto {
  @IsIn(BULK_VERBS)
  verb!: BulkVerb;
}

/** The selected licenses, and what to do to them. */
export class BulkFormDto extends SelectionQueryDto {
  @NumberOrMissing()
  @MayBeMissing()
  @IsWholeNumber(1, 36_500)
  days?: number;

  /** The new customer, as somebody typed it. */
  @MayBeMissing()
  @IsText(1_000)
  new_customer: string = '';

  @MayBeMissing()
  @IsText(20)
  confirm?: string;

  /** The digest of the preview that is confirmed. */
  @MayBeMissing()
  @IsText(100)
  previewed?: string;

  @MayBeMissing()
  @IsIn(['preview'])
  do?: 'preview';
}

/** The selected licenses, and how they follow another policy. */
export class PolicyChangeFormDto extends SelectionQueryDto {
  /** ID of the new policy; there is no preview without one. */
  @OptionalField()
  @IsUUID()
  to_policy?: string;

  /** As a list or separated by commas; all by default. An empty text stands for none. */
  @Transform(({ value }: { value: unknown }) => limitsIn(value))
  @IsIn(COPIED_LIMITS, { each: true })
  limits: CopiedLimit[] = [...COPIED_LIMITS];

  @OptionalField()
  @IsIn(EXPIRY_CHANGES)
  expiry?: ExpiryChange;

  /** Choices that the confirmed preview has shown. */
  @MayBeMissing()
  @IsText(1_000)
  previewed?: string;

  @MayBeMissing()
  @IsIn(['preview'])
  do?: 'preview';

  /** Choices that a preview shows, besides the selection. */
  static choicesIn({ to_policy = '', limits, expiry = 'keep' }: PolicyChangeFormDto): string {
    return [to_policy, expiry, ...[...limits].sort()].join(' ');
  }
}

/** The field with the digest of the preview. */
export const PREVIEW_FIELD = 'previewed';

/** The digest of a preview: another change of these licenses, or a change of one of them meanwhile, has another digest. */
export function previewDigest(change: BulkChange, planned: readonly PlannedChange[]): string {
  const licenses = [...planned]
    .sort((one, other) => one.license.id - other.license.id)
    .map(({ license: { id, expiresAt, durationDays, customerId }, obstacle = '' }) => [
      ...[id, obstacle],
      ...(change.verb === 'extend' ? [expiresAt, durationDays] : []),
      ...(change.verb === 'assign' ? [customerId] : []),
    ]);
  return createHash('sha256')
    .update(JSON.stringify([change.verb, detailOf(change), licenses]))
    .digest('base64url');
}

function detailOf(change: BulkChange): number | null {
  return change.verb === 'extend' ? change.days : change.verb === 'assign' ? (change.customer?.id ?? null) : null;
}

/** A text about a change of some licenses, with what it gives them. */
export function changeText(texts: PageTexts<'bulk'>['verb'], change: BulkChange, count: number): string {
  switch (change.verb) {
    case 'extend':
      return texts.extend({ count, days: change.days });
    case 'assign':
      return texts.assign({ count, customer: change.customer?.name ?? null });
    case 'disable':
    case 'enable':
    case 'revoke':
      return texts[change.verb]({ count });
  }
}

function limitsIn(value: unknown): unknown {
  return value === undefined
    ? [...COPIED_LIMITS]
    : [value].flat().flatMap((text) => (typeof text === 'string' ? text.split(',').filter(Boolean) : [text]));
}

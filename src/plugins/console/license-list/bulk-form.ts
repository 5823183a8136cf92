import { Transform } from 'class-transformer';
import { IsIn, IsUUID, MaxLength } from 'class-validator';
import type { RenewalBasis } from '../../../core/catalog';
import { RENEWAL_BASES } from '../../../core/catalog/internal';
import { IsCalendarDate, IsName, IsText, IsWholeNumber, MayBeMissing } from '../../../core/common';
import type { PageTexts } from '../../../core/i18n';
import { BULK_ACTIONS, COPIED_LIMITS, type PolicyChange } from '../../../core/licensing';
import {
  BULK_OBSTACLES,
  type BulkAction,
  type BulkActionName,
  type BulkPreview,
  type CopiedLimit,
  EXPIRY_CHANGES,
} from '../../../core/licensing/internal';
import type { QueryFields } from '../../../pages/components/filters';
import { NumberOrMissing, OptionalField } from '../../../pages/kit/optional-field';
import { fieldsOf, SelectionQueryDto } from './license-list-query.dto';

export const DEFAULT_DAYS = 30;
/** The field with the digest of the preview. */
export const PREVIEW_FIELD = 'previewed';

/** Units of an extension. */
const EXTENSIONS = ['days', 'months', 'date'] as const;

/** Changes of several licenses that ask for their number. */
const CONFIRMED: readonly BulkActionName[] = ['revoke', 'delete'];

export class BulkActionDto {
  @IsIn(BULK_ACTIONS)
  action!: BulkActionName;
}

/** The selected licenses, and the parameters of their change. */
export class BulkFormDto extends SelectionQueryDto {
  @NumberOrMissing()
  @MayBeMissing()
  @IsWholeNumber(1, 36_500)
  days?: number;

  @NumberOrMissing()
  @MayBeMissing()
  @IsWholeNumber(1, 1_200)
  months?: number;

  @OptionalField()
  @IsIn(EXTENSIONS)
  extend_by?: (typeof EXTENSIONS)[number];

  /** Last day of the extended licenses. */
  @OptionalField()
  @IsCalendarDate()
  until?: string;

  /** By default, the date that each policy names. */
  @OptionalField()
  @IsIn(RENEWAL_BASES)
  counted_from?: RenewalBasis;

  /** The new customer, as somebody typed it. */
  @MayBeMissing()
  @IsText(1_000)
  new_customer: string = '';

  @OptionalField()
  @IsUUID()
  to_policy?: string;

  /** Number of the version of the policy; the newest by default. */
  @NumberOrMissing()
  @MayBeMissing()
  @IsWholeNumber(1, 1_000_000)
  to_version?: number;

  /** Limits as a list or separated by commas; all by default. An empty text stands for none. */
  @Transform(({ value }: { value: unknown }) => limitsIn(value))
  @IsIn(COPIED_LIMITS, { each: true })
  limits: CopiedLimit[] = [...COPIED_LIMITS];

  @OptionalField()
  @IsIn(EXPIRY_CHANGES)
  expiry?: PolicyChange['expiry'];

  @MayBeMissing()
  @IsText(20)
  confirm?: string;

  /** The digest of the preview that is confirmed. */
  @MayBeMissing()
  @IsText(100)
  previewed?: string;

  @MayBeMissing()
  @IsIn(['check'])
  do?: 'check';
}

/** The licenses that a change skips for a reason. */
export class SkippedQueryDto extends BulkFormDto {
  @IsIn(BULK_OBSTACLES)
  obstacle!: BulkPreview['skipped'][number]['reason'];

  @OptionalField()
  @IsName(100)
  after?: string;

  @OptionalField()
  @MaxLength(100)
  before?: string;
}

/** The selection as fields of an address. */
export function selectionFields(input: SelectionQueryDto): QueryFields {
  return { ...fieldsOf(input), id: input.all ? undefined : input.id?.join(','), all: input.all };
}

/** The selection and the parameters as fields of an address. */
export function checkFields(input: BulkFormDto): QueryFields {
  const { days, months, extend_by, until, counted_from, new_customer, to_policy, limits, expiry, to_version } = input;
  const hasChoice = to_policy !== undefined;
  return {
    ...selectionFields(input),
    days: days?.toString(),
    months: months?.toString(),
    extend_by,
    until,
    counted_from,
    new_customer: new_customer || undefined,
    to_version: to_version?.toString(),
    ...(hasChoice && { to_policy, limits: limits.join(','), expiry }),
  };
}

export function isSelected({ all, id = [] }: SelectionQueryDto): boolean {
  return all !== undefined || id.length > 0;
}

export function asksNumber(action: BulkActionName, count: number): boolean {
  return CONFIRMED.includes(action) && count > 1;
}

/** A sentence about the change of some licenses, with what it gives them. */
export function changeText(texts: PageTexts<'bulk'>['verb'], change: BulkAction, count: number): string {
  switch (change.action) {
    case 'extend':
      return change.until === undefined
        ? texts.extend({ count, days: change.days ?? 0, months: change.months ?? 0 })
        : texts.extend_until({ count, until: new Date(change.until) });
    case 'move':
      return texts.move({ count, customer: change.customer?.name ?? null });
    case 'change_policy':
      return texts.change_policy({ count, policy: change.policy?.name ?? '' });
    case 'change_policy_version':
      return texts.change_policy_version({ count, version: change.policyVersion ?? 0 });
    case 'disable':
    case 'enable':
    case 'revoke':
    case 'block':
    case 'unblock':
    case 'delete':
      return texts[change.action]({ count });
  }
}

function limitsIn(value: unknown): unknown {
  return value === undefined
    ? [...COPIED_LIMITS]
    : [value].flat().flatMap((text) => (typeof text === 'string' ? text.split(',').filter(Boolean) : [text]));
}

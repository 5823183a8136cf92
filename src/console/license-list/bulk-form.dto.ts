import { IsIn } from 'class-validator';
import { IsText, IsWholeNumber, MayBeMissing } from '../../common/validation/fields';
import type { BulkChange } from '../../licensing/bulk/bulk-changes.service';
import { SelectionQueryDto } from './license-list-query.dto';
import { NumberOrMissing } from '../kit/optional-field';

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

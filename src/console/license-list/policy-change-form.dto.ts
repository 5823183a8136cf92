import { Transform } from 'class-transformer';
import { IsIn, IsUUID } from 'class-validator';
import { IsText, MayBeMissing } from '../../common/validation/fields';
import {
  COPIED_LIMITS,
  type CopiedLimit,
  EXPIRY_CHANGES,
  type ExpiryChange,
} from '../../licensing/policy-changes/changed-columns';
import { OptionalField } from '../kit/optional-field';
import { SelectionQueryDto } from './license-list-query.dto';

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

function limitsIn(value: unknown): unknown {
  return value === undefined
    ? [...COPIED_LIMITS]
    : [value].flat().flatMap((text) => (typeof text === 'string' ? text.split(',').filter(Boolean) : [text]));
}

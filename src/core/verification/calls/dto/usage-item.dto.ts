import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, NotEquals, ValidateNested } from 'class-validator';
import { problem } from '../../../common/errors/domain-error';
import { IsName, IsWholeNumber, MayBeMissing } from '../../../common/validation/fields';
import type { UsageItem } from '../../rules/usage-items';

export const MAX_CODE = 64;
export const MAX_AMOUNT = 1_000_000_000;
export const MAX_ITEMS = 20;

/** Describes an amount to take or to return. */
export const AMOUNT = 'Amount to take or, if negative, to return; not 0.';

@ApiSchema({ name: 'UsageItem' })
export class UsageItemDto {
  /**
   * Code of the meter.
   * @example "exports"
   */
  @MayBeMissing()
  @IsName(MAX_CODE)
  meter?: string;

  /** Feature, in place of `meter`: it takes credits by the rates of the policy that hold now. */
  @MayBeMissing()
  @IsName(MAX_CODE)
  @ApiPropertyOptional({ example: undefined })
  feature?: string;

  @IsWholeNumber(-MAX_AMOUNT, MAX_AMOUNT)
  @NotEquals(0)
  @ApiProperty({ description: AMOUNT, example: 1, not: { enum: [0] } })
  amount!: number;
}

/** A list of up to 20 items. */
export function AreItems(type: new () => UsageItemDto): PropertyDecorator {
  return applyDecorators(
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(MAX_ITEMS),
    ValidateNested({ each: true }),
    Type(() => type),
    ApiProperty({ type: [type], maxItems: MAX_ITEMS }),
  );
}

/** @throws VALIDATION_ERROR if one names both a meter and a feature, or neither */
export function toUsageItems(items: readonly UsageItemDto[]): readonly UsageItem[] {
  const index = items.findIndex(({ meter, feature }) => (meter === undefined) === (feature === undefined));
  if (index >= 0) {
    throw problem('USAGE_ITEM_NAMES_ONE', { field: `items.${index}` });
  }
  return items;
}

import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { asRule } from '../../../common/validation/rules';
import { TARGET_NAME } from '../artifact-target';

/** Schema of a platform, a processor or a label of files. */
export const TARGET_SCHEMA = { type: 'string', pattern: TARGET_NAME.source, maxLength: 32 } as const;

/** A platform, a processor or a label of files: 1 to 32 lower-case letters, digits, dots, dashes and underscores. */
export function IsTargetName(description: string, more: ApiPropertyOptions = {}): PropertyDecorator {
  return applyDecorators(
    Matches(TARGET_NAME, {
      message: '$property must have 1 to 32 lower-case letters, digits, dots, dashes and underscores',
      ...asRule({ rule: 'isTargetName' }),
    }),
    ApiProperty({ ...TARGET_SCHEMA, description, example: undefined, ...more }),
  );
}

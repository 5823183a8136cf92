import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { IsName, MayBeMissing } from './fields';

/** A text to search for. Without letters or digits, no index could find it. */
export function IsSearchText(): PropertyDecorator {
  return applyDecorators(IsName(), Matches(/[\p{L}\p{N}]/u, { message: '$property must contain a letter or a digit' }));
}

/** The `q` filter of a list. `searched` names the columns, e.g. "name or e-mail address". */
export function IsSearchFilter(searched: string): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    IsSearchText(),
    ApiProperty({
      required: false,
      minLength: 1,
      maxLength: 255,
      description:
        `Case-insensitive part of the ${searched}. A text without three letters or digits in a row matches beginnings ` +
        'only. It must contain a letter or a digit.',
    }),
  );
}

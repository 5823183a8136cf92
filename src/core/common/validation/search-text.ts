import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { IsName, MayBeMissing } from './fields';
import { asRule } from './rules';

/** A letter or a digit. No index finds a text without one. */
export const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

function HasLetterOrDigit(): PropertyDecorator {
  return Matches(LETTER_OR_DIGIT, {
    message: '$property must contain a letter or a digit',
    ...asRule({ rule: 'hasLetterOrDigit' }),
  });
}

/** A text to search for. Without letters or digits, no index could find it. */
export function IsSearchText(): PropertyDecorator {
  return applyDecorators(IsName(), HasLetterOrDigit());
}

/**
 * The `q` filter of a list.
 * @param searched names the columns, e.g. "name or e-mail address"
 * @param newest rows that a search for one or two letters scans, if not all
 * @param among rows that every search scans, if not all
 * @param except describes when `among` does not apply
 */
export function IsSearchFilter(
  searched: string,
  { newest, among, except = '' }: { newest?: number; among?: number; except?: string } = {},
): PropertyDecorator {
  const of =
    newest === undefined ? '' : `, and one of one or two letters or digits only those of the ${newest} newest rows`;
  const limit = among === undefined ? '' : ` A search looks through the ${among} newest rows${except}.`;
  return applyDecorators(
    MayBeMissing(),
    IsSearchText(),
    ApiProperty({
      required: false,
      minLength: 1,
      maxLength: 255,
      description:
        `Case-insensitive part of the ${searched}. A text without three letters or digits in a row matches beginnings ` +
        `only${of}. It must contain a letter or a digit.${limit}`,
    }),
  );
}

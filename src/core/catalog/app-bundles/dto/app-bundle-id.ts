import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { IsName } from '../../../common/validation/fields';
import { asRule } from '../../../common/validation/rules';

// Used in URLs: no whitespace, slashes or other reserved characters.
const APP_BUNDLE_ID = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u;

/** Validates a bundle ID such as `com.example.myapp`. */
export function IsAppBundleId(): PropertyDecorator {
  return applyDecorators(
    IsName(),
    Matches(APP_BUNDLE_ID, {
      message: '$property must consist of letters, digits, dots, hyphens and underscores',
      ...asRule({ rule: 'isAppBundleId' }),
    }),
    ApiProperty({ type: String, minLength: 1, maxLength: 255, example: 'com.example.myapp' }),
  );
}

import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { IsName } from '../../../common/validation/fields';

// It becomes part of addresses: no white space, slashes or other signs that mean something there.
const APP_BUNDLE_ID = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u;

export function IsAppBundleId(): PropertyDecorator {
  return applyDecorators(
    IsName(),
    Matches(APP_BUNDLE_ID, { message: '$property must be of letters, digits, dots, hyphens and underscores' }),
    ApiProperty({ type: String, minLength: 1, maxLength: 255, example: 'com.example.myapp' }),
  );
}

import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { NATIVE_VERSIONS } from './native-versions';

/** Schema of a version in answers. */
export const API_VERSION = { schema: { example: NATIVE_VERSIONS.newest } } as const;

/** The date of a version of the native API. */
export function IsApiVersion(): PropertyDecorator {
  return applyDecorators(
    IsIn(NATIVE_VERSIONS.dates),
    ApiProperty({ type: String, format: 'date', example: NATIVE_VERSIONS.newest }),
  );
}

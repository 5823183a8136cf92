import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

/** A new password: long enough to resist guessing, short enough to hash quickly. */
export function IsPassword(): PropertyDecorator {
  return applyDecorators(
    IsString(),
    Length(8, 200),
    ApiProperty({ minLength: 8, maxLength: 200, example: 'correct horse battery staple' }),
  );
}

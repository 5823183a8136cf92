import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

export const NOT_IDEMPOTENT = 'keyward:not-idempotent';
export const SECRET_FIELDS = 'keyward:secret-fields';

/** The route ignores the Idempotency-Key header. */
export const NotIdempotent = (): MethodDecorator =>
  applyDecorators(SetMetadata(NOT_IDEMPOTENT, true), ApiExtension('x-not-idempotent', true));

/** Response fields that are never stored: they are empty when the response is replayed. */
export const RedactOnReplay = (...fields: string[]): MethodDecorator => SetMetadata(SECRET_FIELDS, fields);

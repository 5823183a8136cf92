import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

export const NOT_IDEMPOTENT = 'keyward:not-idempotent';
export const SECRET_FIELDS = 'keyward:secret-fields';

/** The route takes no Idempotency-Key: each request counts. */
export const NotIdempotent = (): MethodDecorator =>
  applyDecorators(SetMetadata(NOT_IDEMPOTENT, true), ApiExtension('x-not-idempotent', true));

/** Fields of the answer that are shown once and never kept: they are blank when the answer is given again. */
export const RedactOnReplay = (...fields: string[]): MethodDecorator => SetMetadata(SECRET_FIELDS, fields);

import type { Type } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';

/** Documents a response that cannot be inferred. Error responses get the dialect's error schema. */
export function Answers(status: number, what: Type<unknown> | string): MethodDecorator {
  return typeof what === 'string' ? ApiResponse({ status, description: what }) : ApiResponse({ status, type: what });
}

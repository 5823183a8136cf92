import type { Type } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';

/** An answer that the document cannot see by itself: another success, or a refusal with the reason for it. Refusals get the dialect's error shape. */
export function Answers(status: number, what: Type<unknown> | string): MethodDecorator {
  return typeof what === 'string' ? ApiResponse({ status, description: what }) : ApiResponse({ status, type: what });
}

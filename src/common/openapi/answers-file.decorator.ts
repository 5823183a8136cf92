import { applyDecorators } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';

const ANY_FILE = 'application/octet-stream';

/** Documents a binary file response. */
export function AnswersFile(description = 'The file.', status = 200): MethodDecorator {
  return applyDecorators(
    ApiProduces(ANY_FILE),
    ApiResponse({ status, description, content: { [ANY_FILE]: { schema: { type: 'string', format: 'binary' } } } }),
  );
}

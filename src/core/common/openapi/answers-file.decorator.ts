import { applyDecorators } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import { Answers } from './answers.decorator';

const ANY_FILE = 'application/octet-stream';

/** Documents a binary file response. */
export function AnswersFile(description = 'The file.', status = 200, type = ANY_FILE): MethodDecorator {
  return applyDecorators(
    ApiProduces(type),
    ApiResponse({ status, description, content: { [type]: { schema: { type: 'string', format: 'binary' } } } }),
  );
}

/** Documents a binary file response, and that of a `Range` of it. */
export function AnswersFileOrRange(): MethodDecorator {
  return applyDecorators(
    AnswersFile(),
    AnswersFile('The requested range of the file.', 206),
    Answers(416, 'RANGE_UNSATISFIABLE: the range is outside the file.', 'RANGE_UNSATISFIABLE'),
  );
}

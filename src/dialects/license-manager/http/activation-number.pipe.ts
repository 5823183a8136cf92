import type { PipeTransform } from '@nestjs/common';
import { NotFound } from '../../../common/errors/domain-error';

/** Parses an activation's number in a path; anything else is not found. */
export class ActivationNumberPipe implements PipeTransform<string, number> {
  transform(text: string): number {
    if (!/^[1-9]\d{0,14}$/.test(text)) {
      throw new NotFound('activation');
    }
    return Number(text);
  }
}

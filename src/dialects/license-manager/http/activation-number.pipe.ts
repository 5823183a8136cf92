import type { PipeTransform } from '@nestjs/common';
import { NotFound } from '../../../common/errors/domain-error';

/** An activation's number in an address. What is no number is the number of none. */
export class ActivationNumberPipe implements PipeTransform<string, number> {
  transform(text: string): number {
    if (!/^[1-9]\d{0,14}$/.test(text)) {
      throw new NotFound('activation');
    }
    return Number(text);
  }
}

import type { PipeTransform } from '@nestjs/common';
import { LicenseNotFound } from '../../../licensing/licenses/license.errors';

/** A license's number in an address. What is no number is the number of no license. */
export class LicenseNumberPipe implements PipeTransform<string, number> {
  transform(text: string): number {
    if (!/^[1-9]\d{0,14}$/.test(text)) {
      throw new LicenseNotFound();
    }
    return Number(text);
  }
}

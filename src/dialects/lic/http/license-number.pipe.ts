import type { PipeTransform } from '@nestjs/common';
import { LicenseNotFound } from '../../../licensing/licenses/license.errors';

/** Parses a license's number in a path; anything else is not found. */
export class LicenseNumberPipe implements PipeTransform<string, number> {
  transform(text: string): number {
    if (!/^[1-9]\d{0,14}$/.test(text)) {
      throw new LicenseNotFound();
    }
    return Number(text);
  }
}

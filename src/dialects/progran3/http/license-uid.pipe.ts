import type { PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { InvalidInput } from '../../../common/errors/domain-error';

/** A license's id in an address. */
export class LicenseUidPipe implements PipeTransform<string, string> {
  transform(text: string): string {
    if (!isUUID(text)) {
      throw new InvalidInput('id', 'Invalid license ID format', 'is_uuid');
    }
    return text;
  }
}

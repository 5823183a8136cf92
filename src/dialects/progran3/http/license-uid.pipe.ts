import type { PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { InvalidInput } from '../../../common/errors/domain-error';

/** Parses a license's id in a path. */
export class LicenseUidPipe implements PipeTransform<string, string> {
  transform(text: string): string {
    if (!isUUID(text)) {
      throw new InvalidInput('id', 'Invalid license ID format', 'is_uuid');
    }
    return text;
  }
}

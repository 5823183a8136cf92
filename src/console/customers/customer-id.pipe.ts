import { Injectable, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { problem } from '../../common/errors/domain-error';

/** The uuid of a customer in a path, or its number, as the search of the V2 API shows it. */
@Injectable()
export class CustomerIdPipe implements PipeTransform<string, string | number> {
  transform(value: string): string | number {
    if (/^[1-9]\d{0,14}$/.test(value)) {
      return Number(value);
    }
    if (!isUUID(value)) {
      throw problem('CUSTOMER_NOT_FOUND');
    }
    return value;
  }
}

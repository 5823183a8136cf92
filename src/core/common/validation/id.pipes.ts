import { type ArgumentMetadata, Injectable, Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { problem } from '../errors/domain-error';
import { isOneLine, ONE_LINE } from './fields';

const MAX_NAME = 255;

/** A path parameter that must be a uuid, of any version, as PostgreSQL takes it. The error names it. */
@Injectable()
export class UuidPipe implements PipeTransform<string, string> {
  transform(value: string, { data: field = 'id' }: ArgumentMetadata): string {
    if (!isUUID(value, 'loose')) {
      throw problem('FIELD_NOT_UUID', { field });
    }
    return value;
  }
}

/** A path parameter that may be a uuid or a unique name, such as a product's reference. The error names it. */
@Injectable()
class IdOrNamePipe implements PipeTransform<string, string> {
  transform(value: string, { data: field = 'id' }: ArgumentMetadata): string {
    if (Array.from(value).length > MAX_NAME || !isOneLine(value)) {
      throw problem('FIELD_NOT_ID', { field, max: MAX_NAME });
    }
    return value;
  }
}

/**
 * Reads and documents a path parameter that may be a uuid or a unique name.
 * @param description what it may be, e.g. "UUID or key of the license."
 */
export function IdOrName(description: string, name = 'id'): ParameterDecorator {
  return (target, method = '', index) => {
    Param(name, IdOrNamePipe)(target, method, index);
    const descriptor = Object.getOwnPropertyDescriptor(target, method) ?? {};
    const schema = { type: 'string', minLength: 1, maxLength: MAX_NAME, pattern: ONE_LINE };
    ApiParam({ name, description, schema })(target, method, descriptor);
  };
}

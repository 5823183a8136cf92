import { Injectable, Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { problem } from '../../common/errors/domain-error';

/** Valid names of modules, which are parts of paths. */
export const MODULE_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

/** Parses the name of a module in a path. An invalid one is refused with MODULE_NOT_FOUND, as that of no module. */
@Injectable()
export class ModuleNamePipe implements PipeTransform<string, string> {
  transform(name: string): string {
    if (!MODULE_NAME.test(name)) {
      throw problem('MODULE_NOT_FOUND');
    }
    return name;
  }
}

/** Reads and documents the name of a module in a path. */
export function ModuleName(): ParameterDecorator {
  return (target, method = '', index) => {
    Param('name', ModuleNamePipe)(target, method, index);
    const descriptor = Object.getOwnPropertyDescriptor(target, method) ?? {};
    ApiParam({
      name: 'name',
      description: 'Name of the module: 1 to 64 letters, digits, `_`, `.` and `-`; begins with a letter or a digit.',
      schema: { type: 'string', pattern: MODULE_NAME.source, minLength: 1, maxLength: 64 },
    })(target, method, descriptor);
  };
}

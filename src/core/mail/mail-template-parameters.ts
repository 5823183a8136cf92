import { Injectable, Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { problem } from '../common/errors/domain-error';
import { LANGUAGES, type Language } from '../i18n/language';
import { isMailKind, MAIL_KIND_NAMES, type MailKindName } from './mail-kinds';

@Injectable()
class MailKindPipe implements PipeTransform<string, MailKindName> {
  transform(kind: string): MailKindName {
    if (!isMailKind(kind)) {
      throw problem('MAIL_TEMPLATE_NOT_FOUND');
    }
    return kind;
  }
}

@Injectable()
class MailLanguagePipe implements PipeTransform<string, Language> {
  transform(given: string): Language {
    const language = LANGUAGES.find((one) => one === given);
    if (!language) {
      throw problem('MAIL_TEMPLATE_NOT_FOUND');
    }
    return language;
  }
}

/** Reads and documents the kind of an e-mail in a path. */
export const MailKindParam = (): ParameterDecorator =>
  parameter('kind', 'Kind of the e-mail.', MAIL_KIND_NAMES, 'MailKind', MailKindPipe);

/** Reads and documents the language of a text in a path. */
export const MailLanguageParam = (): ParameterDecorator =>
  parameter('language', 'Language of the text.', LANGUAGES, 'MailLanguage', MailLanguagePipe);

function parameter(
  name: string,
  description: string,
  values: readonly string[],
  enumName: string,
  pipe: new () => PipeTransform,
): ParameterDecorator {
  return (target, method = '', index) => {
    Param(name, pipe)(target, method, index);
    const descriptor = Object.getOwnPropertyDescriptor(target, method) ?? {};
    ApiParam({ name, description, enum: [...values], enumName })(target, method, descriptor);
  };
}

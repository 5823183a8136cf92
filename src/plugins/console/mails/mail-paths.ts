import { IsIn } from 'class-validator';
import { IsName } from '../../../core/common';
import { type Language, LANGUAGES } from '../../../core/i18n';
import { MAIL_STATES } from '../../../core/platform/internal';
import { withQuery } from '../../../pages/components/filters';
import { AfterBeforeDto, CursorPageDto } from '../../../pages/kit/cursor-page';
import { OptionalField } from '../../../pages/kit/optional-field';
import type { TemplateName } from '../../../core/mail';
import { choiceField, nameField, queryOf, searchField, uuidField } from '../../../pages/kit/query-of';

export const MAILS_PATH = '/console/mails';
export const BOUNCES_PATH = `${MAILS_PATH}/bounces`;
export const TEMPLATES_PATH = '/console/mail-templates';

export const clearBouncePath = (email: string): string => withQuery(`${BOUNCES_PATH}/clear`, { email });

/** @param step of the form; the form itself by default */
export function templatePath({ kind, language, product }: TemplateName, step?: 'preview' | 'test' | 'reset'): string {
  const path = `${TEMPLATES_PATH}/${kind}/${language}`;
  return withQuery(step ? `${path}/${step}` : path, { product });
}

export const templatesPath = ({ language, product }: Pick<TemplateName, 'language' | 'product'>): string =>
  withQuery(TEMPLATES_PATH, { language, product });

/** The filters of the log; an empty search form sends an empty text. */
export class MailListQueryDto extends queryOf(
  {
    q: searchField(),
    state: choiceField(MAIL_STATES),
    kind: nameField(64),
    /** UUID of a customer. */
    customer: uuidField(),
  },
  AfterBeforeDto,
) {}

export class BounceListQueryDto extends CursorPageDto {
  @OptionalField()
  @IsName()
  q?: string;
}

export class BounceQueryDto {
  @IsName()
  email!: string;
}

export class TemplateQueryDto {
  /** Reference of a product with texts of its own. */
  @OptionalField()
  @IsName()
  product?: string;
}

export class TemplateListQueryDto extends TemplateQueryDto {
  @OptionalField()
  @IsName()
  q?: string;

  @OptionalField()
  @IsIn(LANGUAGES)
  language?: Language;
}

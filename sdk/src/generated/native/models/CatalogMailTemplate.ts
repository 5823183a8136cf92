/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MailKind } from './MailKind';
import type { MailLanguage } from './MailLanguage';
export type CatalogMailTemplate = {
    /**
     * Subject. `{{product.name}}` and the like stand for values. At most 255 characters.
     */
    subject: string;
    /**
     * Text in Markdown; values as in the subject. `{{#license.expires_at}}…{{/license.expires_at}}` is left out if the license
     * never expires. At most 20,000 characters.
     */
    body: string;
    /**
     * Kind of the e-mail.
     */
    kind: MailKind;
    /**
     * Language of the text.
     */
    language: MailLanguage;
    /**
     * Reference of the product whose e-mails have this text; null for all products without one of their own. At most 255 characters.
     */
    product?: string | null | undefined;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MailKind } from './MailKind';
import type { MailLanguage } from './MailLanguage';
export type MailTemplate = {
    /**
     * Kind of the e-mail.
     */
    kind: MailKind;
    /**
     * Language of the text.
     */
    language: MailLanguage;
    /**
     * Reference of the product; null for all products.
     */
    product: string | null;
    /**
     * When the text was last changed; null for the default text of Keyward. ISO 8601.
     */
    updated_at: string | null;
    /**
     * Subject, with `{{…}}` for values.
     */
    subject: string;
    /**
     * Text in Markdown, with `{{…}}` for values.
     */
    body: string;
    /**
     * Whether this is the default text of Keyward, which nobody has changed.
     */
    is_default: boolean;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type MailTemplateChanges = {
    /**
     * Id.
     */
    id?: string | undefined;
    /**
     * Kind of the e-mail.
     */
    kind: string;
    /**
     * Language of the text.
     */
    language: string;
    /**
     * Reference of the product; null for all products.
     */
    product?: string | null | undefined;
    /**
     * Subject, with `{{…}}` for values.
     */
    subject?: string | undefined;
    /**
     * Text in Markdown, with `{{…}}` for values.
     */
    body?: string | undefined;
    change?: EventChange | undefined;
};


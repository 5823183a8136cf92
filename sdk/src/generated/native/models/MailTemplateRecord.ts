/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type MailTemplateRecord = {
    /**
     * Id.
     */
    id: string;
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
    product: string | null;
    /**
     * Subject, with `{{…}}` for values.
     */
    subject: string;
    /**
     * Text in Markdown, with `{{…}}` for values.
     */
    body: string;
    change?: EventChange | undefined;
};


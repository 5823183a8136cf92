/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
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
    /**
     * Why the change was made, and the order or ticket behind it; missing if neither was given.
     */
    change?: {
        /**
         * Why the change was made.
         */
        reason: string | null;
        /**
         * Order or ticket behind the change.
         */
        reference: string | null;
    } | undefined;
};


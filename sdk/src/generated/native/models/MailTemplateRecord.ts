/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
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


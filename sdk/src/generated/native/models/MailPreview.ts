/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type MailPreview = {
    /**
     * Subject with sample values.
     */
    subject: string;
    /**
     * The e-mail as a whole HTML page. Show it in a sandboxed frame.
     */
    html: string;
    /**
     * The same as plain text.
     */
    text: string;
};


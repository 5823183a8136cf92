/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type PutMailTemplate = {
    /**
     * Subject. `{{product.name}}` and the like stand for values. At most 255 characters.
     */
    subject: string;
    /**
     * Text in Markdown; values as in the subject. `{{#license.expires_at}}…{{/license.expires_at}}` is left out if the license
     * never expires. At most 20,000 characters.
     */
    body: string;
};


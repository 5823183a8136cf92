/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type TestMailTemplate = {
    /**
     * Subject to preview; by default, the one in use. At most 255 characters.
     */
    subject?: string | undefined;
    /**
     * Text to preview; by default, the one in use. At most 20,000 characters.
     */
    body?: string | undefined;
    /**
     * Address of the recipient. At most 255 characters.
     */
    to: string;
};


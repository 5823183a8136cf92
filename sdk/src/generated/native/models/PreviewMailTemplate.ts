/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type PreviewMailTemplate = {
    /**
     * Subject to try; without it, the one in effect. At most 255 characters.
     */
    subject?: string | undefined;
    /**
     * Text to try; without it, the one in effect. At most 20,000 characters.
     */
    body?: string | undefined;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ShadowAnswer = {
    /**
     * HTTP status.
     */
    status: number;
    /**
     * Body, at most 16 KB of it. Values that may be secrets are hidden.
     */
    body: string;
};


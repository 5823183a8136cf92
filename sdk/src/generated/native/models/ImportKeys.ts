/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ImportKeys = {
    /**
     * 1 to 1000 license keys of at most 255 characters without whitespace: a list, or a text with one key per line.
     */
    keys: (Array<string> | string);
};


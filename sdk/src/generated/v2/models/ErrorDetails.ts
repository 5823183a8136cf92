/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ErrorDetails = {
    /**
     * The rejected ids, if the field is a list of ids.
     */
    ids?: Array<number> | undefined;
    /**
     * Invalid field.
     */
    field: string;
    /**
     * Machine-readable reason.
     */
    reason: string;
};


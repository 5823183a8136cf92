/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ErrorSource = {
    /**
     * JSON pointer of the invalid field in the body.
     */
    pointer?: string | undefined;
    /**
     * Name of the invalid parameter of the query.
     */
    parameter?: string | undefined;
    /**
     * Name of the invalid header.
     */
    header?: string | undefined;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type BulkAnswer = {
    /**
     * Number of licenses in the request.
     */
    count: number;
    success: boolean;
    message: string;
};


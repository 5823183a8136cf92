/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type OperationAgreement = {
    /**
     * Requests that both servers answered alike.
     */
    same: number;
    /**
     * Requests with another HTTP status.
     */
    status: number;
    /**
     * Requests with other fields or types.
     */
    shape: number;
    /**
     * Requests with other values.
     */
    values: number;
    /**
     * Requests that were not compared: the answer is a file, too many were waiting, or a server did not answer.
     */
    skipped: number;
    /**
     * Method and path of the route.
     */
    operation: string;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LeftOutCount = {
    /**
     * Number of rows.
     */
    count: number;
    /**
     * Why they cannot be imported.
     */
    reason: string;
};


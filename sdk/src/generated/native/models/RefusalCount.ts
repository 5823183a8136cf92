/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RefusalCount = {
    /**
     * Number of answers with this code in the span.
     */
    count: number;
    /**
     * Code of the refusal.
     */
    code: string;
};


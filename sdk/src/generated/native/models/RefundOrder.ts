/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RefundOrder = {
    /**
     * UUIDs of the lines that are paid back; all by default. 1 to 50 items.
     */
    lines?: Array<string> | undefined;
};


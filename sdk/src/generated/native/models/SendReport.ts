/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SendReport = {
    /**
     * The report, or the code `KWU1.` of its numbers.
     */
    report: string;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RelayReportGap = {
    /**
     * First missing report.
     */
    from_seq: number;
    /**
     * Last missing report.
     */
    to_seq: number;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type PersonRows = {
    /**
     * Name of the table.
     */
    table: string;
    /**
     * Number of rows.
     */
    rows: number;
};


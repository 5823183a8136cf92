/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ImportNote = {
    /**
     * Number of rows.
     */
    count: number;
    /**
     * The change.
     */
    note: string;
};


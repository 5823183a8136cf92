/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LeftAsideColumn = {
    /**
     * Number of its values.
     */
    values: number;
    /**
     * Heading of the column.
     */
    column: string;
};


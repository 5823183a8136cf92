/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LeftOutRow = {
    /**
     * Position among the rows of its kind, in the order of the file.
     */
    number: number;
    /**
     * Name of the row for people, such as the key of a license.
     */
    label: string;
};


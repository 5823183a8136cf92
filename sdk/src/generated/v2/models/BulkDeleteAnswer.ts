/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type BulkDeleteAnswer = {
    /**
     * Number of deleted licenses.
     */
    deleted: number;
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * Result in words, for a person.
     */
    message: string;
};


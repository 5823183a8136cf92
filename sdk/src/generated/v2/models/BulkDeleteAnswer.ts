/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type BulkDeleteAnswer = {
    deleted: number;
    success: boolean;
    message: string;
};


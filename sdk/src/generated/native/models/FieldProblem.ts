/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type FieldProblem = {
    /**
     * The rejected IDs, if the field is a list of IDs.
     */
    ids?: Array<string> | undefined;
    field: string;
    reason: string;
    message: string;
};


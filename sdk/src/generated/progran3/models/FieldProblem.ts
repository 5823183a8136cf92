/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type FieldProblem = {
    /**
     * Invalid field.
     */
    field: string;
    /**
     * Reason in words, for a person.
     */
    message: string;
};


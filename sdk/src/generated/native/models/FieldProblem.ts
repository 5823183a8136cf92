/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type FieldProblem = {
    /**
     * The rejected IDs, if the field is a list of IDs; or the ID of the record that has the value.
     */
    ids?: Array<string> | undefined;
    /**
     * Path of the field, such as `items.0.amount`.
     */
    field: string;
    /**
     * Machine-readable reason.
     */
    reason: string;
    /**
     * Human-readable reason.
     */
    message: string;
};


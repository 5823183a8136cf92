/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type InternalConnection = {
    /**
     * Always false: failures have another body.
     */
    error: boolean;
    /**
     * Whether the call succeeded.
     */
    status: boolean;
    /**
     * Always null.
     */
    data?: Record<string, unknown> | null | undefined;
    /**
     * Result in words, for a person.
     */
    message: string;
};


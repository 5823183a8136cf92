/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type VerificationAnswer = {
    /**
     * Always null.
     */
    data: string | null;
    /**
     * Whether the call succeeded.
     */
    status: boolean;
    /**
     * Whether the license is active.
     */
    is_active: boolean;
    /**
     * Result in words, for a person.
     */
    message: string;
};


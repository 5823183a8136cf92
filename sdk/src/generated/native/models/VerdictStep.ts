/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type VerdictStep = {
    /**
     * Answers that let the app run: VALID, IN_GRACE, EXPIRED_BUT_USABLE.
     */
    usable: number;
    /**
     * All other answers.
     */
    refused: number;
    /**
     * Start of the step. ISO 8601.
     */
    from: string;
    /**
     * End of the step, exclusive; now for the last step, which is in progress. ISO 8601.
     */
    until: string;
};


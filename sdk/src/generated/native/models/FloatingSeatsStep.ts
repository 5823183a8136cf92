/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type FloatingSeatsStep = {
    /**
     * Most seats that were taken at once.
     */
    seats: number;
    /**
     * Starts that found no free seat; those of one device count once in an hour.
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


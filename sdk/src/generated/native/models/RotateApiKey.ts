/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RotateApiKey = {
    /**
     * Seconds for which the present value remains valid: at most 7 days. Not for system keys. 0 to 604,800; 0 by default.
     */
    overlap_seconds?: number | undefined;
};


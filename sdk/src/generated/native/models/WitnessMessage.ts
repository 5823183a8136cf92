/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type WitnessMessage = {
    /**
     * A compact JWS. At most 8,192 characters.
     */
    message: string;
};


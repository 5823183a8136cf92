/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Problem } from './Problem';
export type ErrorAnswer = {
    /**
     * The error.
     */
    error: Problem;
    /**
     * The refusal as a compact JWS of type `keyward-answer+jws`. Only present if the call had a nonce and a rule refused it.
     */
    signed?: string | undefined;
};


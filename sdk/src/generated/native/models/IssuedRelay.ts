/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Relay } from './Relay';
export type IssuedRelay = (Relay & {
    /**
     * Text of the file, which is not stored. It contains the license key and, without a request, a private key.
     */
    file: string;
});


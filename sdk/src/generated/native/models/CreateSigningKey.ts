/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SigningAlg } from './SigningAlg';
export type CreateSigningKey = {
    /**
     * Algorithm of the key: Ed25519, or ECDSA with P-256 and SHA-256.
     */
    alg?: SigningAlg | undefined;
};


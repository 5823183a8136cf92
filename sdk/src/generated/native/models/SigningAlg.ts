/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Algorithm that signs answers, license files, license keys and update manifests of the product; null for that of the setting `signing.alg`. `ES256` needs a signing key of this algorithm.
 */
export type SigningAlg = 'EdDSA' | 'ES256';

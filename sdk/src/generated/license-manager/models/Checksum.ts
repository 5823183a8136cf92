/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Checksum = {
    /**
     * Algorithm.
     */
    algo: 'sha256';
    /**
     * SHA-256 in lower-case hex.
     */
    value: string;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Jwk } from './Jwk';
export type JwkSet = {
    /**
     * At most 100 keys, newest first.
     */
    keys: Array<Jwk>;
};


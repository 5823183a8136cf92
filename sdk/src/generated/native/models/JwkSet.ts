/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Jwk } from './Jwk';
export type JwkSet = {
    /**
     * Keys that verify: the active one first, then those that it replaced and that were not revoked; at most 200.
     */
    keys: Array<Jwk>;
    /**
     * The ids of these keys and of the revoked ones, signed by the active key: a JWS of type `keyward-keys+jws` with the claims
     * `iss`, `iat`, `exp` (a day later), `kids` and `revoked`.
     */
    signed: string;
};


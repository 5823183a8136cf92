/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Jwk } from './Jwk';
export type JwkSet = {
    /**
     * The same list, signed by the active key of ES256. Omitted without one.
     */
    signed_es256?: string | undefined;
    /**
     * Keys that verify: those of EdDSA, then those of ES256, each with the active one first and those after it that were not revoked; at
     * most 200.
     */
    keys: Array<Jwk>;
    /**
     * The ids of these keys and of the revoked ones, signed by the active key of EdDSA: a JWS of type `keyward-keys+jws` with the
     * claims `iss`, `iat`, `exp` (a day later), `kids`, `revoked` and, if there are some, `other_keys`: the `public_key` of each key
     * of another algorithm. An app that trusts the key that signed may trust these.
     */
    signed: string;
};


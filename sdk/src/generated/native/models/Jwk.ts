/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Jwk = {
    /**
     * Key type.
     */
    kty: string;
    /**
     * Curve of the key.
     */
    crv: string;
    /**
     * Id of the key, which signed texts name in their header.
     */
    kid: string;
    /**
     * The 32 bytes of the public key in base64url.
     */
    'x': string;
    /**
     * Signature algorithm.
     */
    alg: string;
    /**
     * Use of the key: signatures.
     */
    use: string;
    /**
     * This key, signed by the key that was active before it: a JWS of type `keyward-endorsement+jws` with the claims `iss`, `iat`, `kid` and
     * `x`. An app that trusts the key before may trust this one. Omitted for the first key of the installation.
     */
    endorsement?: string | undefined;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Jwk = {
    /**
     * Key type: `OKP` with EdDSA, `EC` with ES256.
     */
    kty: string;
    /**
     * Curve of the key: `Ed25519` or `P-256`.
     */
    crv: string;
    /**
     * Id of the key, which signed texts name in their header.
     */
    kid: string;
    /**
     * 32 bytes in base64url: with EdDSA the whole public key, with ES256 a coordinate.
     */
    'x': string;
    /**
     * The other coordinate. Only with ES256.
     */
    'y'?: string | undefined;
    /**
     * The public key in base64url, for apps that pin it: 43 characters with EdDSA, 87 with ES256.
     */
    public_key: string;
    /**
     * Signature algorithm: `EdDSA` or `ES256`.
     */
    alg: string;
    /**
     * Use of the key: signatures.
     */
    use: string;
    /**
     * This key, signed by the key of its algorithm that was active before it: a JWS of type `keyward-endorsement+jws` with the claims
     * `iss`, `iat`, `kid` and `x`, or `public_key` with ES256. An app that trusts the key before may trust this one. Omitted for the
     * first key of its algorithm.
     */
    endorsement?: string | undefined;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Jwk = {
    kty: string;
    crv: string;
    /**
     * Id of the key, which signed texts name in their header.
     */
    kid: string;
    /**
     * The 32 bytes of the public key in base64url.
     */
    'x': string;
    alg: string;
    use: string;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type NewSecondFactor = {
    /**
     * Secret for the authenticator app, in base32. It is shown once, and in use once it is confirmed.
     */
    secret: string;
    /**
     * Address for a QR code: time-based codes (RFC 6238) with SHA-1, 6 digits and 30 seconds.
     */
    uri: string;
};


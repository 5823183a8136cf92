/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ActivationResult = {
    /**
     * Always true: refusals are errors.
     */
    success: boolean;
    /**
     * Maximum number of users; null is unlimited.
     */
    max_users: number | null;
    /**
     * Expiration date; null never expires. ISO 8601.
     */
    valid_until: string | null;
    /**
     * ID of the activation.
     */
    activation_id: string;
    /**
     * Only present, as false, if the policy lets the device run without a seat.
     */
    takes_seat?: boolean | undefined;
    /**
     * Codes of the features of the license that hold now.
     */
    features: Array<string>;
    /**
     * The answer as a compact JWS, which programs verify with `/.well-known/jwks.json`: type `keyward-verdict+jws`, EdDSA. Contains
     * the nonce, the SHA-256 of the license key, the device, the result, and until when it may be trusted without the server. Only
     * present with a nonce.
     */
    signed?: string | undefined;
};


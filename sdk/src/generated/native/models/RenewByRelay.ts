/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RenewByRelay = {
    /**
     * The newest certificate of the relay, or the one before it. At most 2,048 characters.
     */
    certificate: string;
    /**
     * The next report of the relay, which is received before the renewal. Larger ones are sent by themselves. At most 60,000 characters.
     */
    report?: string | undefined;
    /**
     * Time of the relay in seconds since 1970. 0 to 253,402,300,799.
     */
    at: number;
    /**
     * Signature over `keyward relay renew <jti> <at>` by the key of the relay, in base64url. At most 86 characters.
     */
    proof: string;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CreditUsage } from './CreditUsage';
import type { MeterUsage } from './MeterUsage';
export type UsageResult = {
    /**
     * The meters of the request, after it.
     */
    meters: Array<MeterUsage>;
    /**
     * The credits that the request took, after it. Only present if there are some.
     */
    credits?: Array<CreditUsage> | undefined;
    /**
     * The answer as a compact JWS of type `keyward-answer+jws`, with the nonce, the SHA-256 of the license key or token, the device, and
     * what the answer says. Only present with a nonce.
     */
    signed?: string | undefined;
};


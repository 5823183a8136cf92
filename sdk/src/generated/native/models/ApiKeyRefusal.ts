/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ApiKeyRefusalReason } from './ApiKeyRefusalReason';
export type ApiKeyRefusal = {
    /**
     * `address`: not in `allowed_ips`. `expired`, `revoked`: the key is no longer valid. `rotated`: the call had the previous
     * value, whose overlap has ended.
     */
    reason: ApiKeyRefusalReason;
    /**
     * When the call was refused, to the minute. ISO 8601.
     */
    at: string;
    /**
     * IP address of the call; null if unknown.
     */
    ip: string | null;
};


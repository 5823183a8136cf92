/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DeviceCall } from './DeviceCall';
export type TakeRateLimit = (DeviceCall & {
    /**
     * Device identifier: a string of 1 to 512 characters without blanks around it, or an object of at most 4 KB that is reduced to its SHA-256 (RFC 8785). Values that name no device, such as `undefined`, zeros or `To be filled by O.E.M.`, are refused.
     */
    hardware_id?: (string | Record<string, any>) | undefined;
    /**
     * Name of the limit. At most 64 characters.
     */
    limit: string;
    /**
     * Amount to take; 0 takes nothing and only asks. 0 to 1,000,000,000; 1 by default.
     */
    cost?: number | undefined;
});


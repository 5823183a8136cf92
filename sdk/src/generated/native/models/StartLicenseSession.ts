/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DeviceCall } from './DeviceCall';
export type StartLicenseSession = (DeviceCall & {
    /**
     * Device identifier: a string of 1 to 512 characters without blanks around it, or an object of at most 4 KB that is reduced to its SHA-256 (RFC 8785). Values that name no device, such as `undefined`, zeros or `To be filled by O.E.M.`, are refused.
     */
    hardware_id: (string | Record<string, any>);
    /**
     * Machine ID reported by the app, shown in the list of sessions. At most 255 characters.
     */
    machine_id?: string | undefined;
    /**
     * Days for which the session holds without heartbeats, as the policy allows; at most until the license expires. Omitted for a session that is not borrowed. 1 to 365.
     */
    borrow_days?: number | undefined;
    /**
     * Codes of features that the session takes. It starts without those that are exhausted.
     */
    features?: Array<string> | undefined;
    /**
     * Without a free seat, the program gets a place in the waiting line, or keeps the one of `wait_token`.
     */
    wait?: boolean | undefined;
    /**
     * Token of the place, from `waiting` of the refusal. At most 64 characters.
     */
    wait_token?: string | undefined;
    /**
     * Random text of 16 to 128 characters of A-Z, a-z, 0-9, _ and -, new for each call. If given, the answer is signed and contains it.
     */
    nonce?: string | undefined;
});


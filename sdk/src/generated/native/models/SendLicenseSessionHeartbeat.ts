/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SendLicenseSessionHeartbeat = {
    /**
     * Token that the start of the session returned. At most 255 characters.
     */
    session_token: string;
    /**
     * Days for which the session holds without heartbeats, as the policy allows; at most until the license expires. They count from now and replace those of an earlier call; 0 returns what was borrowed. If omitted, it stays. 0 to 365.
     */
    borrow_days?: number | undefined;
    /**
     * Seconds since the user was active. From `idle_timeout` of the policy on, the session ends with 409 SESSION_IDLE, unless it is borrowed. 0 to 2,147,483,647.
     */
    idle_seconds?: number | undefined;
    /**
     * User of the app, as in the start of the session. Only checked with `borrow_days` or `nonce`. At most 255 characters.
     */
    user?: string | undefined;
    /**
     * Random text of 16 to 128 characters of A-Z, a-z, 0-9, _ and -, new for each call. If given, the answer is signed and contains it.
     */
    nonce?: string | undefined;
};


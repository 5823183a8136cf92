/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SessionHeartbeatAnswer = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * When the device was last seen, UTC.
     */
    last_heartbeat: string;
    /**
     * When the session expires unless a heartbeat arrives before.
     */
    expires_at: string;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SessionHeartbeatAnswer = {
    success: boolean;
    last_heartbeat: string;
    /**
     * When the session expires unless a heartbeat arrives before.
     */
    expires_at: string;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type HeartbeatAnswer = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * When the device was last seen, UTC.
     */
    last_heartbeat: string;
};


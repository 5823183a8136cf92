/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ServerHealth = {
    /**
     * Always `healthy`.
     */
    status: 'healthy';
    /**
     * When this was read, UTC.
     */
    timestamp: string;
    /**
     * Version of the server.
     */
    version: string;
    /**
     * Time since the server started.
     */
    uptime: string;
};


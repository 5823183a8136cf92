/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ServerHealth = {
    status: 'healthy';
    timestamp: string;
    /**
     * Of the server.
     */
    version: string;
    /**
     * How long the server has been running.
     */
    uptime: string;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type DatabasePool = {
    /**
     * Open database connections.
     */
    total: number;
    /**
     * Unused database connections.
     */
    idle: number;
    /**
     * Requests that wait for a database connection.
     */
    waiting: number;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Operation that the app requested.
 */
export type RequestOperation = 'check' | 'activate' | 'deactivate' | 'heartbeat' | 'session' | 'download' | 'usage';

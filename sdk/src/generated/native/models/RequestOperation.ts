/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * What the program asked for.
 */
export type RequestOperation = 'check' | 'activate' | 'deactivate' | 'heartbeat' | 'session' | 'download' | 'usage';

/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Kind of the event; null if unknown.
 */
export type HeartbeatEvent = 'startup' | 'heartbeat' | 'shutdown';

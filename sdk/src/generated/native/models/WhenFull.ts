/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Action when a device activates and no seat is free.
 */
export type WhenFull = 'refuse' | 'deactivate_oldest';

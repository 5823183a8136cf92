/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Within what a device may hold one seat only.
 */
export type DeviceUniqueness = 'license' | 'product';

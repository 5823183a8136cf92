/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Scope within which a device can hold only one seat.
 */
export type DeviceUniqueness = 'license' | 'product' | 'policy' | 'customer' | 'group';

/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Whether dead seats are kept or released to other devices.
 */
export type DeadSeats = 'keep' | 'release';

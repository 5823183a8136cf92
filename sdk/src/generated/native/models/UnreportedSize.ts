/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Whether a device that never reported a limited size may be used (`allow`, counted as 0) or is refused as
 * DEVICE_SIZE_MISSING (`refuse`). `allow` by default.
 */
export type UnreportedSize = 'allow' | 'refuse';

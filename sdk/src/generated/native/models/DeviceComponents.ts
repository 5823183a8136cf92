/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Parts of the device by name, as in the other calls: they tell which device this is when its `hardware_id` is unknown.
 */
export type DeviceComponents = Record<string, string>;

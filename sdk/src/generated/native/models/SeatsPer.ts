/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Unit of `max_activations`: `device` counts active devices, `user` the users of active devices, each with any number of
 * devices, `user_device` the pairs of a user and an active device. An active device without a user counts as one. `device`
 * by default.
 */
export type SeatsPer = 'device' | 'user' | 'user_device';

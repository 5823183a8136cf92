/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Sessions that share one floating seat: none (`instance`, the default), those on a `machine`, or those of a `user`. A session
 * that names no user counts alone.
 */
export type SessionsCountBy = 'instance' | 'machine' | 'user';

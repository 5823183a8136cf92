/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Platform of the app, such as `ios`; empty by default.
 */
export type Platform = 'android' | 'ios' | 'flutter' | '';

/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * `admin`: sees all licenses of the company and names its users. `user`: sees the licenses that name the person.
 */
export type CustomerRole = 'admin' | 'user';

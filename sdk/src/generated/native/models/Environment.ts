/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Where the app runs. The policy decides whether such a device takes a seat, takes none or is refused. If omitted, what the
 * device reported when it last activated; physical if it never did.
 */
export type Environment = 'physical' | 'virtual_machine' | 'container' | 'development';

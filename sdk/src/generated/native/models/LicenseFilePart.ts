/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * What license files may carry, if they are asked for it by `include`, besides the license; nothing by default.
 */
export type LicenseFilePart = 'customer' | 'devices' | 'group' | 'metadata' | 'meters' | 'users';

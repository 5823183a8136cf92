/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Whether an admin assigned the user, or the first use by an app.
 */
export type AssignedBy = 'admin' | 'use';

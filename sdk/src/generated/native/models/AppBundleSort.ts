/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type AppBundleSort = 'created_at' | '-created_at' | 'updated_at' | '-updated_at' | 'expires_at' | '-expires_at' | 'app_bundle_id' | '-app_bundle_id';

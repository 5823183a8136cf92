/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * `not_semver`: SemVer 2 has no reading of the number, so that the feeds for electron-updater, Tauri and Velopack leave the version out.
 */
export type VersionWarning = 'not_semver';

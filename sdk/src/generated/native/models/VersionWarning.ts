/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * `not_semver`: the number is not valid SemVer 2, so that the feeds for electron-updater, Tauri and Velopack leave the version out.
 */
export type VersionWarning = 'not_semver';

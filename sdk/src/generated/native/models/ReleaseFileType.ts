/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * The app, the script for its database, or the kind of a file for a platform.
 */
export type ReleaseFileType = 'main' | 'sql' | 'installer' | 'msi' | 'archive' | 'portable' | 'dmg' | 'pkg' | 'appimage' | 'deb' | 'rpm' | 'apk' | 'ipa' | 'nupkg' | 'plugin' | 'delta' | 'symbols' | 'other';

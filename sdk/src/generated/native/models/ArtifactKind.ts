/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Kind of the file.
 */
export type ArtifactKind = 'installer' | 'msi' | 'archive' | 'portable' | 'dmg' | 'pkg' | 'appimage' | 'deb' | 'rpm' | 'apk' | 'ipa' | 'nupkg' | 'plugin' | 'delta' | 'symbols' | 'other';

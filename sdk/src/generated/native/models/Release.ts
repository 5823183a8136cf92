/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ReleaseFile } from './ReleaseFile';
export type Release = {
    /**
     * Date of the release.
     */
    released_at: string;
    /**
     * Download outside of Keyward; null without one, or if the files are not shown.
     */
    download_url: string | null;
    /**
     * Compact JWS of type `keyward-update+jws` with the claims iss, iat, product, version, channel, released_at, metadata and files; null if the files are not shown.
     */
    manifest: string | null;
    /**
     * Version number.
     */
    version: string;
    /**
     * Identifies the version in the paths of its files.
     */
    reference: string;
    /**
     * Release channel.
     */
    channel: string;
    /**
     * Whether apps must install this version.
     */
    is_mandatory: boolean;
    /**
     * Summary in one paragraph; empty without one.
     */
    summary: string;
    /**
     * Changes of the version; empty without any.
     */
    changelog: string;
    /**
     * Files of the version; empty if the app may not have them.
     */
    files: Array<ReleaseFile>;
};


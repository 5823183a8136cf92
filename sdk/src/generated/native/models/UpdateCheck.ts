/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { OutOfReachVersion } from './OutOfReachVersion';
import type { ReleaseFile } from './ReleaseFile';
import type { VerdictCode } from './VerdictCode';
export type UpdateCheck = {
    /**
     * Result of the check; null if none was sent.
     */
    code: VerdictCode | null;
    /**
     * The newer version. This and all further fields are null if there is none.
     */
    version: string | null;
    /**
     * Identifies the version in the paths of its files.
     */
    reference: string | null;
    /**
     * Release channel of the version.
     */
    channel: string | null;
    /**
     * Whether apps must install this version or one that it skips.
     */
    is_mandatory: boolean | null;
    /**
     * Date of the release.
     */
    released_at: string | null;
    /**
     * Summary in one paragraph.
     */
    summary: string | null;
    /**
     * Changes of the version.
     */
    changelog: string | null;
    /**
     * Download outside of Keyward, if the files are shown.
     */
    download_url: string | null;
    /**
     * Compact JWS of type `keyward-update+jws` with the claims iss, iat, product, version, channel, released_at, metadata and files; null if the files are not shown.
     */
    manifest: string | null;
    /**
     * The newest version that is newer than what the app may have, without files; null if there is none.
     */
    out_of_reach: OutOfReachVersion | null;
    /**
     * Whether there is a newer version that the app may have.
     */
    available: boolean;
    /**
     * Files of the version; empty if there is none, or if the app may not have them.
     */
    files: Array<ReleaseFile>;
    /**
     * The answer as a compact JWS of type `keyward-answer+jws`, with the nonce, the SHA-256 of the license key or token, the device, and
     * what the answer says. Only present with a nonce.
     */
    signed?: string | undefined;
};


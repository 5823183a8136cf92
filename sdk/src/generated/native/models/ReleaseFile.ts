/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ReleaseFileType } from './ReleaseFileType';
export type ReleaseFile = {
    /**
     * The app, the script for its database, or the kind of a file for a platform.
     */
    type: ReleaseFileType;
    /**
     * Size in bytes.
     */
    size: number;
    /**
     * SHA-256 of the file, in lower-case hex.
     */
    sha256: string;
    /**
     * Platform, of a file for one. At most 32 characters.
     */
    platform?: string | undefined;
    /**
     * Processor, of a file for a platform. At most 32 characters.
     */
    arch?: string | undefined;
    /**
     * Tells files of one platform, processor and kind apart; left out without one. At most 32 characters.
     */
    label?: string | undefined;
    /**
     * The object `public` of the metadata of the file; left out if it is empty.
     */
    metadata?: Record<string, unknown> | undefined;
    /**
     * For a delta, the version that it updates.
     */
    from_version?: string | undefined;
    /**
     * Oldest version of the system that the file runs on; left out if it runs on any.
     */
    min_os_version?: string | undefined;
    /**
     * SHA-512 of a file for a platform, in lower-case hex.
     */
    sha512?: string | undefined;
    /**
     * Name of the file as it was uploaded.
     */
    name: string;
    /**
     * Where to download the file, with `Authorization: License <license key>` and `X-Hardware-Id`. The address of a file outside
     * of this server is in the manifest, too: send it nothing of the license.
     */
    url: string;
};


/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ArtifactKind } from './ArtifactKind';
export type UploadArtifactForm = {
    /**
     * A file of at most 2 GiB.
     */
    file: Blob;
    /**
     * By default, it is derived from the name of the file. At most 32 characters.
     */
    platform?: string | undefined;
    /**
     * By default, it is derived from the name of the file. At most 32 characters.
     */
    arch?: string | undefined;
    /**
     * Tells files of one platform, processor and kind apart. At most 32 characters.
     */
    label?: string | undefined;
    /**
     * Custom vendor data: a JSON object. At most 16,384 characters.
     */
    metadata?: string | undefined;
    /**
     * By default, it is derived from the name of the file.
     */
    kind?: ArtifactKind | undefined;
    /**
     * For a delta, the version that it changes. At most 255 characters.
     */
    from_version?: string | undefined;
    /**
     * Oldest version of the system that the file runs on. At most 39 characters.
     */
    min_os_version?: string | undefined;
    /**
     * Sparkle's signature of the file, in base64. At most 88 characters.
     */
    ed25519_signature?: string | undefined;
    /**
     * Content of Tauri's `.sig` file. At most 1,500 characters.
     */
    minisign_signature?: string | undefined;
};


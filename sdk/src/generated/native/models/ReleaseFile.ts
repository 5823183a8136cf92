/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { VersionFileType } from './VersionFileType';
export type ReleaseFile = {
    /**
     * The program, or the script for its database.
     */
    type: VersionFileType;
    /**
     * Size in bytes.
     */
    size: number;
    /**
     * SHA-256 of the file, in lower-case hex.
     */
    sha256: string;
    /**
     * Name of the file as it was uploaded.
     */
    name: string;
    /**
     * Where to download the file, with `Authorization: License <license key>` and `X-Hardware-Id`.
     */
    url: string;
};


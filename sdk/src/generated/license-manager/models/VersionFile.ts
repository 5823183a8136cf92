/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type VersionFile = {
    /**
     * Size in bytes.
     */
    size: number;
    /**
     * SHA-256 of the file, in lower-case hex.
     */
    sha256: string;
    /**
     * Name of the file.
     */
    name: string;
};


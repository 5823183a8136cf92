/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type VersionFile = {
    /**
     * In bytes.
     */
    size: number;
    /**
     * The SHA-256 of its bytes, in lower-case hex.
     */
    sha256: string;
    name: string;
    content_type: string;
};


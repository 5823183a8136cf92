/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type StartImportForm = {
    /**
     * A dump or an export, plain or as gzip. The setting `imports.max_megabytes` limits its size.
     */
    file: Blob;
    /**
     * The server that wrote the file.
     */
    from: 'licensebox' | 'software-license-manager';
    /**
     * Zone of dates without one; that of the file, else UTC, by default.
     */
    time_zone?: string | undefined;
};


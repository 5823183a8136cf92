/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RequestedLicenseFile = {
    /**
     * ID of the file, which is its claim `jti`. Send it as `license_file` to learn whether it is revoked.
     */
    id: string;
    /**
     * Text of the file, which is not stored: lines of 64 characters of base64 between BEGIN and END lines. Give it to the app unchanged.
     */
    file: string;
    /**
     * When the file ends. ISO 8601.
     */
    expires_at: string;
};


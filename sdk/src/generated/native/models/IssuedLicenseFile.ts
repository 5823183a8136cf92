/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type IssuedLicenseFile = {
    /**
     * ID of the file, which is its claim `jti`.
     */
    id: string;
    /**
     * Fingerprint of the device: the hardware ID, or its SHA-256 if it is an object; null for any device.
     */
    fingerprint: string | null;
    /**
     * Name of the user or the API key that issued the file; null if an app requested it.
     */
    created_by: string | null;
    /**
     * When the file was revoked, or the seat of its device was released; null while it counts. An app learns it with its next `validate` or `heartbeat` that names the file. ISO 8601.
     */
    revoked_at: string | null;
    /**
     * Text of the file, which is not stored: lines of 64 characters of base64 between BEGIN and END lines. Give it to the app unchanged.
     */
    file: string;
    /**
     * Whether the license key is needed to read the file.
     */
    encrypted: boolean;
    /**
     * When the file ends. ISO 8601.
     */
    expires_at: string;
    /**
     * When the file was issued. ISO 8601.
     */
    created_at: string;
};


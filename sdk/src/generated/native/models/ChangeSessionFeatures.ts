/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ChangeSessionFeatures = {
    /**
     * Token that the start of the session returned. At most 255 characters.
     */
    session_token: string;
    /**
     * Codes of features to take.
     */
    take?: Array<string> | undefined;
    /**
     * Codes of features to give back.
     */
    release?: Array<string> | undefined;
    /**
     * Random text of 16 to 128 characters of A-Z, a-z, 0-9, _ and -, new for each call. If given, the answer is signed and contains it.
     */
    nonce?: string | undefined;
};


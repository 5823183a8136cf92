/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ListLicensesQuery = {
    /**
     * At least 1; 1 by default.
     */
    page?: number | undefined;
    /**
     * Maximum number of items per page, 50 by default; values above 100 are reduced to 100. At least 1.
     */
    limit?: number | undefined;
    /**
     * Created_at by default.
     */
    sort?: 'created_at' | 'updated_at' | 'expires_at' | undefined;
    /**
     * Desc by default.
     */
    order?: 'asc' | 'desc' | undefined;
    status?: 'generated' | 'activated' | 'active' | 'expired' | 'revoked' | undefined;
    /**
     * Id of the user.
     */
    user_id?: string | undefined;
    /**
     * Part of the license key or of the description. At most 255 characters.
     */
    search?: string | undefined;
};


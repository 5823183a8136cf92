/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { Download } from '../../../download';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { AdvanceVersionBody, Artifact, ArtifactList, ChangeReason, ChangeVersionRolloutBody, CreateProductBody, CreateProductQuery, CreateVersionBody, CreateVersionQuery, DeleteArtifactQuery, DeleteEntitlementQuery, DeleteMeterQuery, DeleteModuleQuery, DeleteProductQuery, DeleteVersionFileQuery, DeleteVersionQuery, Entitlement, GetVersionDownloadsQuery, HaltVersionBody, LinkArtifactBody, ListEntitlementsQuery, ListMetersQuery, ListProductsQuery, ListVersionsQuery, LoadedProgramModule, Meter, Product, ProgramModule, ProgramModuleList, PublishVersionBody, PutCreditBody, PutEntitlementBody, PutMeterBody, UpdateArtifactBody, UpdateProductBody, UpdateProductQuery, UpdateVersionBody, UpdateVersionQuery, UploadArtifactForm, UploadArtifactQuery, UploadModuleBody, UploadVersionFileForm, UploadVersionFileQuery, Version, VersionDownloads, VersionFileType, WithdrawVersionBody } from '../index';

/** Products with their versions, files, entitlements and meters. */
export interface ProductsApi {

  /**
   * Create a product with its own policy, which has no limits.
   *
   * Requires an access token or an API key with the permission `products:write`.
   *
   * `POST /api/v1/products`
   *
   * @returns The new product.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: A product with this reference already exists.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  create(body: CreateProductBody, query?: CreateProductQuery, options?: CallOptions): ApiPromise<Product>;

  /**
   * List products, newest first.
   *
   * Requires an access token or an API key with the permission `products:read`.
   *
   * `GET /api/v1/products`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListProductsQuery, options?: CallOptions): PagePromise<Product>;

  /**
   * Get a product.
   *
   * Requires an access token or an API key with the permission `products:read`.
   *
   * `GET /api/v1/products/{id}`
   *
   * @param id UUID or reference of the product.
   * @returns The product.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<Product>;

  /**
   * Update a product.
   *
   * Omitted fields are unchanged. Requires an access token or an API key with the permission `products:write`.
   *
   * `PATCH /api/v1/products/{id}`
   *
   * @param id UUID or reference of the product.
   * @returns The product.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A product with this reference already exists.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  update(id: string, body: UpdateProductBody, query?: UpdateProductQuery, options?: CallOptions): ApiPromise<Product>;

  /**
   * Delete a product, its versions and its policy, which can be restored for 7 days.
   *
   * The product must not have licenses or keys. Requires an access token or an API key with the permission `products:write`.
   *
   * `DELETE /api/v1/products/{id}`
   *
   * @param id UUID or reference of the product.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: IN_USE: the product has licenses or keys.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  delete(id: string, query?: DeleteProductQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * Restore a deleted product with its policy, versions and files.
   *
   * Requires an access token or an API key with the permission `products:write`.
   *
   * `POST /api/v1/products/{id}/restore`
   *
   * @param id UUID or reference of the product.
   * @returns The product.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Product not found, not deleted, or deleted for good.
   * @throws 409: Another product has this reference by now.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  restore(id: string, body?: ChangeReason, options?: CallOptions): ApiPromise<Product>;

  /**
   * Publish a version of a product.
   *
   * Requires an access token or an API key with the permission `products:write`.
   *
   * `POST /api/v1/products/{id}/versions`
   *
   * @param id UUID or reference of the product.
   * @returns The new version.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A version with this reference already exists.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  createVersion(id: string, body: CreateVersionBody, query?: CreateVersionQuery, options?: CallOptions): ApiPromise<Version>;

  /**
   * List the versions of a product, newest first.
   *
   * Requires an access token or an API key with the permission `products:read`.
   *
   * `GET /api/v1/products/{id}/versions`
   *
   * @param id UUID or reference of the product.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listVersions(id: string, query?: ListVersionsQuery, options?: CallOptions): PagePromise<Version>;

  /**
   * Get a version of a product.
   *
   * Requires an access token or an API key with the permission `products:read`.
   *
   * `GET /api/v1/products/{id}/versions/{version_id}`
   *
   * @param id UUID or reference of the product.
   * @param versionId UUID, reference or number of the version, such as `1.2.0`. A number that several versions have finds none.
   * @returns The version.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getVersion(id: string, versionId: string, options?: CallOptions): ApiPromise<Version>;

  /**
   * Update a version of a product.
   *
   * Omitted fields are unchanged. Requires an access token or an API key with the permission `products:write`.
   *
   * `PATCH /api/v1/products/{id}/versions/{version_id}`
   *
   * @param id UUID or reference of the product.
   * @param versionId UUID, reference or number of the version, such as `1.2.0`. A number that several versions have finds none.
   * @returns The version.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A version with this reference already exists.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  updateVersion(id: string, versionId: string, body: UpdateVersionBody, query?: UpdateVersionQuery, options?: CallOptions): ApiPromise<Version>;

  /**
   * Delete a version of a product.
   *
   * Requires an access token or an API key with the permission `products:write`.
   *
   * `DELETE /api/v1/products/{id}/versions/{version_id}`
   *
   * @param id UUID or reference of the product.
   * @param versionId UUID, reference or number of the version, such as `1.2.0`. A number that several versions have finds none.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deleteVersion(id: string, versionId: string, query?: DeleteVersionQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * Upload a version file.
   *
   * It replaces the existing file atomically. Requires an access token or an API key with the permission `products:write`.
   *
   * `PUT /api/v1/products/{id}/versions/{version_id}/files/{type}`
   *
   * @param id UUID or reference of the product.
   * @param versionId UUID, reference or number of the version, such as `1.2.0`. A number that several versions have finds none.
   * @param type Type of the file: `main` or `sql`.
   * @returns The version.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 413: FILE_TOO_LARGE, FORM_TOO_LARGE
   * @throws 415: The body is not JSON.
   * @throws 422: REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  uploadVersionFile(id: string, versionId: string, type: VersionFileType, body: UploadVersionFileForm, query?: UploadVersionFileQuery, options?: CallOptions): ApiPromise<Version>;

  /**
   * Download a version file, or part of it with `Range`.
   *
   * The `ETag` is its SHA-256. Requires an access token or an API key with the permission `products:read`.
   *
   * `GET /api/v1/products/{id}/versions/{version_id}/files/{type}`
   *
   * @param id UUID or reference of the product.
   * @param versionId UUID, reference or number of the version, such as `1.2.0`. A number that several versions have finds none.
   * @param type Type of the file: `main` or `sql`.
   * @returns The file. The requested range of the file.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 416: RANGE_UNSATISFIABLE: the range is outside the file.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  downloadVersionFile(id: string, versionId: string, type: VersionFileType, options?: CallOptions): Promise<Download>;

  /**
   * Delete a version file.
   *
   * Requires an access token or an API key with the permission `products:write`.
   *
   * `DELETE /api/v1/products/{id}/versions/{version_id}/files/{type}`
   *
   * @param id UUID or reference of the product.
   * @param versionId UUID, reference or number of the version, such as `1.2.0`. A number that several versions have finds none.
   * @param type Type of the file: `main` or `sql`.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deleteVersionFile(id: string, versionId: string, type: VersionFileType, query?: DeleteVersionFileQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * List the files of a version by platform.
   *
   * Requires an access token or an API key with the permission `products:read`.
   *
   * `GET /api/v1/products/{id}/versions/{version_id}/artifacts`
   *
   * @param id UUID or reference of the product.
   * @param versionId UUID, reference or number of the version, such as `1.2.0`. A number that several versions have finds none.
   * @returns The artifact list.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listArtifacts(id: string, versionId: string, options?: CallOptions): ApiPromise<ArtifactList>;

  /**
   * Upload a file of a version for a platform.
   *
   * Its signatures are verified with the product's public keys. Requires an access token or an API key with the permission `products:write`.
   *
   * `POST /api/v1/products/{id}/versions/{version_id}/artifacts`
   *
   * @param id UUID or reference of the product.
   * @param versionId UUID, reference or number of the version, such as `1.2.0`. A number that several versions have finds none.
   * @returns The new artifact.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: ARTIFACT_EXISTS, TOO_MANY_ARTIFACTS
   * @throws 413: FILE_TOO_LARGE, FORM_TOO_LARGE
   * @throws 415: The body is not JSON.
   * @throws 422: A signature does not match the file and the public key. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  uploadArtifact(id: string, versionId: string, body: UploadArtifactForm, query?: UploadArtifactQuery, options?: CallOptions): ApiPromise<Artifact>;

  /**
   * Add a file of a version for a platform that apps download elsewhere.
   *
   * Its signatures are not verified. Requires an access token or an API key with the permission `products:write`.
   *
   * `POST /api/v1/products/{id}/versions/{version_id}/artifacts/links`
   *
   * @param id UUID or reference of the product.
   * @param versionId UUID, reference or number of the version, such as `1.2.0`. A number that several versions have finds none.
   * @returns The new artifact.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: ARTIFACT_EXISTS, TOO_MANY_ARTIFACTS
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  linkArtifact(id: string, versionId: string, body: LinkArtifactBody, options?: CallOptions): ApiPromise<Artifact>;

  /**
   * Download an uploaded file, or part of it with `Range`.
   *
   * The `ETag` is its SHA-256. Requires an access token or an API key with the permission `products:read`.
   *
   * `GET /api/v1/products/{id}/versions/{version_id}/artifacts/{artifact_id}`
   *
   * @param id UUID or reference of the product.
   * @param versionId UUID, reference or number of the version, such as `1.2.0`. A number that several versions have finds none.
   * @param artifactId ID of the artifact.
   * @returns The file. The requested range of the file.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 416: RANGE_UNSATISFIABLE: the range is outside the file.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  downloadArtifact(id: string, versionId: string, artifactId: string, options?: CallOptions): Promise<Download>;

  /**
   * Change the oldest system that a file of a version runs on, the entitlements that it requires, or its metadata.
   *
   * From then on, apps are offered the version, or no longer. Requires an access token or an API key with the permission `products:write`.
   *
   * `PATCH /api/v1/products/{id}/versions/{version_id}/artifacts/{artifact_id}`
   *
   * @param id UUID or reference of the product.
   * @param versionId UUID, reference or number of the version, such as `1.2.0`. A number that several versions have finds none.
   * @param artifactId ID of the artifact.
   * @returns The artifact.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  updateArtifact(id: string, versionId: string, artifactId: string, body: UpdateArtifactBody, options?: CallOptions): ApiPromise<Artifact>;

  /**
   * Delete a file of a version for a platform.
   *
   * Requires an access token or an API key with the permission `products:write`.
   *
   * `DELETE /api/v1/products/{id}/versions/{version_id}/artifacts/{artifact_id}`
   *
   * @param id UUID or reference of the product.
   * @param versionId UUID, reference or number of the version, such as `1.2.0`. A number that several versions have finds none.
   * @param artifactId ID of the artifact.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deleteArtifact(id: string, versionId: string, artifactId: string, query?: DeleteArtifactQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * List the modules that programs of a product can load, by name.
   *
   * Requires an access token or an API key with the permission `products:read`.
   *
   * `GET /api/v1/products/{id}/modules`
   *
   * @param id UUID or reference of the product.
   * @returns The program module list.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listModules(id: string, options?: CallOptions): ApiPromise<ProgramModuleList>;

  /**
   * Get a module with its code.
   *
   * Requires an access token or an API key with the permission `products:read`.
   *
   * `GET /api/v1/products/{id}/modules/{name}`
   *
   * @param id UUID or reference of the product.
   * @param name Name of the module: 1 to 64 letters, digits, `_`, `.` and `-`; begins with a letter or a digit.
   * @returns The loaded program module.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getModule(id: string, name: string, options?: CallOptions): ApiPromise<LoadedProgramModule>;

  /**
   * Upload a module, or replace the one with this name.
   *
   * Programs load the new code from then on. Requires an access token or an API key with the permission `products:write`.
   *
   * `PUT /api/v1/products/{id}/modules/{name}`
   *
   * @param id UUID or reference of the product.
   * @param name Name of the module: 1 to 64 letters, digits, `_`, `.` and `-`; begins with a letter or a digit.
   * @returns The program module.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: TOO_MANY_MODULES: the product has 100 modules.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  uploadModule(id: string, name: string, body: UploadModuleBody, options?: CallOptions): ApiPromise<ProgramModule>;

  /**
   * Delete a module.
   *
   * Programs that have loaded the module may keep using it. Requires an access token or an API key with the permission `products:write`.
   *
   * `DELETE /api/v1/products/{id}/modules/{name}`
   *
   * @param id UUID or reference of the product.
   * @param name Name of the module: 1 to 64 letters, digits, `_`, `.` and `-`; begins with a letter or a digit.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deleteModule(id: string, name: string, query?: DeleteModuleQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * Publish a draft or a withdrawn version, to all or in steps.
   *
   * Without `steps`, the version keeps the steps that it has. Requires an access token or an API key with the permission `products:write`.
   *
   * `POST /api/v1/products/{id}/versions/{version_id}/publish`
   *
   * @param id UUID or reference of the product.
   * @param versionId UUID, reference or number of the version, such as `1.2.0`. A number that several versions have finds none.
   * @returns The version.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The version is published already.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  publishVersion(id: string, versionId: string, body: PublishVersionBody, options?: CallOptions): ApiPromise<Version>;

  /**
   * Change to whom a version is offered.
   *
   * Omitted fields are unchanged. The share of a published version only grows. Requires an access token or an API key with the permission `products:write`.
   *
   * `PATCH /api/v1/products/{id}/versions/{version_id}/rollout`
   *
   * @param id UUID or reference of the product.
   * @param versionId UUID, reference or number of the version, such as `1.2.0`. A number that several versions have finds none.
   * @returns The version.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The version is offered to a larger share of the devices.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  changeVersionRollout(id: string, versionId: string, body: ChangeVersionRolloutBody, options?: CallOptions): ApiPromise<Version>;

  /**
   * Offer a version to a larger share of the devices now.
   *
   * Repeating the call has no effect. Requires an access token or an API key with the permission `products:write`.
   *
   * `POST /api/v1/products/{id}/versions/{version_id}/advance`
   *
   * @param id UUID or reference of the product.
   * @param versionId UUID, reference or number of the version, such as `1.2.0`. A number that several versions have finds none.
   * @returns The version.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The version is not published, halted, or offered to a larger share of the devices.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  advanceVersion(id: string, versionId: string, body: AdvanceVersionBody, options?: CallOptions): ApiPromise<Version>;

  /**
   * Halt a version: nobody new is offered it.
   *
   * Devices that were offered the version may download it. Requires an access token or an API key with the permission `products:write`.
   *
   * `POST /api/v1/products/{id}/versions/{version_id}/halt`
   *
   * @param id UUID or reference of the product.
   * @param versionId UUID, reference or number of the version, such as `1.2.0`. A number that several versions have finds none.
   * @returns The version.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The version is not published.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  haltVersion(id: string, versionId: string, body: HaltVersionBody, options?: CallOptions): ApiPromise<Version>;

  /**
   * Resume a halted version at the same share.
   *
   * The dates of its next steps move by the time for which it was halted. Requires an access token or an API key with the permission `products:write`.
   *
   * `POST /api/v1/products/{id}/versions/{version_id}/resume`
   *
   * @param id UUID or reference of the product.
   * @param versionId UUID, reference or number of the version, such as `1.2.0`. A number that several versions have finds none.
   * @returns The version.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The version is not published.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  resumeVersion(id: string, versionId: string, body?: ChangeReason, options?: CallOptions): ApiPromise<Version>;

  /**
   * Withdraw a version: nobody is offered it or can download it.
   *
   * Devices on which the version is installed keep it. Requires an access token or an API key with the permission `products:write`.
   *
   * `POST /api/v1/products/{id}/versions/{version_id}/withdraw`
   *
   * @param id UUID or reference of the product.
   * @param versionId UUID, reference or number of the version, such as `1.2.0`. A number that several versions have finds none.
   * @returns The version.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: The version is not published.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  withdrawVersion(id: string, versionId: string, body: WithdrawVersionBody, options?: CallOptions): ApiPromise<Version>;

  /**
   * Get the downloads of a version by day: finished ones with a license, each device once a day.
   *
   * Requires an access token or an API key with the permission `products:read`.
   *
   * `GET /api/v1/products/{id}/versions/{version_id}/downloads`
   *
   * @param id UUID or reference of the product.
   * @param versionId UUID, reference or number of the version, such as `1.2.0`. A number that several versions have finds none.
   * @returns The version downloads.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getVersionDownloads(id: string, versionId: string, query?: GetVersionDownloadsQuery, options?: CallOptions): ApiPromise<VersionDownloads>;

  /**
   * List the entitlements that a product declares, newest first.
   *
   * Requires an access token or an API key with the permission `products:read`.
   *
   * `GET /api/v1/products/{id}/entitlements`
   *
   * @param id UUID or reference of the product.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listEntitlements(id: string, query?: ListEntitlementsQuery, options?: CallOptions): PagePromise<Entitlement>;

  /**
   * Get an entitlement of a product.
   *
   * Requires an access token or an API key with the permission `products:read`.
   *
   * `GET /api/v1/products/{id}/entitlements/{code}`
   *
   * @param id UUID or reference of the product.
   * @param code Code of the entitlement: 1 to 64 letters, digits and the characters `_`, `.`, `:` and `-`; begins with a letter or a digit.
   * @returns The entitlement.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getEntitlement(id: string, code: string, options?: CallOptions): ApiPromise<Entitlement>;

  /**
   * Declare an entitlement of a product, or replace its declaration.
   *
   * Policies and licenses can then grant it. Requires an access token or an API key with the permission `products:write`.
   *
   * `PUT /api/v1/products/{id}/entitlements/{code}`
   *
   * @param id UUID or reference of the product.
   * @param code Code of the entitlement: 1 to 64 letters, digits and the characters `_`, `.`, `:` and `-`; begins with a letter or a digit.
   * @returns The entitlement.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: IN_USE: it is granted; its type cannot change and no choice can be removed.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  putEntitlement(id: string, code: string, body: PutEntitlementBody, options?: CallOptions): ApiPromise<Entitlement>;

  /**
   * Delete an entitlement of a product.
   *
   * No policy or license may grant or withdraw it. Requires an access token or an API key with the permission `products:write`.
   *
   * `DELETE /api/v1/products/{id}/entitlements/{code}`
   *
   * @param id UUID or reference of the product.
   * @param code Code of the entitlement: 1 to 64 letters, digits and the characters `_`, `.`, `:` and `-`; begins with a letter or a digit.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: IN_USE: a policy or a license grants or withdraws it.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deleteEntitlement(id: string, code: string, query?: DeleteEntitlementQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * List the meters and credits that a product declares, newest first.
   *
   * Requires an access token or an API key with the permission `products:read`.
   *
   * `GET /api/v1/products/{id}/meters`
   *
   * @param id UUID or reference of the product.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listMeters(id: string, query?: ListMetersQuery, options?: CallOptions): PagePromise<Meter>;

  /**
   * Get a meter or a credit of a product.
   *
   * Requires an access token or an API key with the permission `products:read`.
   *
   * `GET /api/v1/products/{id}/meters/{code}`
   *
   * @param id UUID or reference of the product.
   * @param code Code of the meter: 1 to 64 letters, digits and the characters `_`, `.`, `:` and `-`; begins with a letter or a digit.
   * @returns The meter.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getMeter(id: string, code: string, options?: CallOptions): ApiPromise<Meter>;

  /**
   * Declare a meter of a product, or replace its declaration.
   *
   * Policies and licenses can then grant it. Requires an access token or an API key with the permission `products:write`.
   *
   * `PUT /api/v1/products/{id}/meters/{code}`
   *
   * @param id UUID or reference of the product.
   * @param code Code of the meter: 1 to 64 letters, digits and the characters `_`, `.`, `:` and `-`; begins with a letter or a digit.
   * @returns The meter.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: IN_USE: it is granted; its kind cannot change.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  putMeter(id: string, code: string, body: PutMeterBody, options?: CallOptions): ApiPromise<Meter>;

  /**
   * Delete a meter or a credit of a product.
   *
   * No policy or license may grant or withdraw it. Requires an access token or an API key with the permission `products:write`.
   *
   * `DELETE /api/v1/products/{id}/meters/{code}`
   *
   * @param id UUID or reference of the product.
   * @param code Code of the meter: 1 to 64 letters, digits and the characters `_`, `.`, `:` and `-`; begins with a letter or a digit.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: IN_USE: a policy or a license grants or withdraws it.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deleteMeter(id: string, code: string, query?: DeleteMeterQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * Declare a credit of a product, a balance with decimals that features draw from at rates, or replace its declaration.
   *
   * It is listed and deleted as a meter. Requires an access token or an API key with the permission `products:write`.
   *
   * `PUT /api/v1/products/{id}/credits/{code}`
   *
   * @param id UUID or reference of the product.
   * @param code Code of the meter: 1 to 64 letters, digits and the characters `_`, `.`, `:` and `-`; begins with a letter or a digit.
   * @returns The meter.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  putCredit(id: string, code: string, body: PutCreditBody, options?: CallOptions): ApiPromise<Meter>;
}
export class ProductsApi extends /* @__PURE__ */ resource({
  create: 'POST . body query keyed',
  list: 'GET . list',
  get: 'GET ./{id}',
  update: 'PATCH ./{id} body query keyed',
  delete: 'DELETE ./{id}',
  restore: 'POST ./{id}/restore',
  createVersion: 'POST ./{id}/versions body query keyed',
  listVersions: 'GET ./{id}/versions list',
  getVersion: 'GET ./{id}/versions/{version_id}',
  updateVersion: 'PATCH ./{id}/versions/{version_id} body query keyed',
  deleteVersion: 'DELETE ./{id}/versions/{version_id}',
  uploadVersionFile: 'PUT ./{id}/versions/{version_id}/files/{type} form query',
  downloadVersionFile: 'GET ./{id}/versions/{version_id}/files/{type} binary',
  deleteVersionFile: 'DELETE ./{id}/versions/{version_id}/files/{type}',
  listArtifacts: 'GET ./{id}/versions/{version_id}/artifacts',
  uploadArtifact: 'POST ./{id}/versions/{version_id}/artifacts form query',
  linkArtifact: 'POST ./{id}/versions/{version_id}/artifacts/links',
  downloadArtifact: 'GET ./{id}/versions/{version_id}/artifacts/{artifact_id} binary',
  updateArtifact: 'PATCH ./{id}/versions/{version_id}/artifacts/{artifact_id}',
  deleteArtifact: 'DELETE ./{id}/versions/{version_id}/artifacts/{artifact_id}',
  listModules: 'GET ./{id}/modules',
  getModule: 'GET ./{id}/modules/{name}',
  uploadModule: 'PUT ./{id}/modules/{name}',
  deleteModule: 'DELETE ./{id}/modules/{name}',
  publishVersion: 'POST ./{id}/versions/{version_id}/publish',
  changeVersionRollout: 'PATCH ./{id}/versions/{version_id}/rollout',
  advanceVersion: 'POST ./{id}/versions/{version_id}/advance',
  haltVersion: 'POST ./{id}/versions/{version_id}/halt',
  resumeVersion: 'POST ./{id}/versions/{version_id}/resume',
  withdrawVersion: 'POST ./{id}/versions/{version_id}/withdraw',
  getVersionDownloads: 'GET ./{id}/versions/{version_id}/downloads query',
  listEntitlements: 'GET ./{id}/entitlements list',
  getEntitlement: 'GET ./{id}/entitlements/{code}',
  putEntitlement: 'PUT ./{id}/entitlements/{code}',
  deleteEntitlement: 'DELETE ./{id}/entitlements/{code}',
  listMeters: 'GET ./{id}/meters list',
  getMeter: 'GET ./{id}/meters/{code}',
  putMeter: 'PUT ./{id}/meters/{code}',
  deleteMeter: 'DELETE ./{id}/meters/{code}',
  putCredit: 'PUT ./{id}/credits/{code}',
}, 'products') {}

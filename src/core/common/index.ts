/** Plug-ins may use these names of the room. */
export { Authorized, isManagement, type PermissionName, Public } from './access/authorized.decorator';
export { Calendar, dateAfter, DAY, daysBetween, installationCalendar, instantOf, wallClock } from './calendar';
export { Clock } from './clock';
export { constantTimeEqual } from './constant-time-equal';
export { IsColumnChoice } from './csv/column-choice';
export { CSV_FIELD, type CsvColumns, type CsvRow } from './csv/csv-cells';
export { csvFile } from './csv/csv-file';
export { type CsvReading, isCharset, REPLACEMENT, requireCharset, UTF_16_MARKS } from './csv/csv-reading';
export { csvRecords } from './csv/csv-records';
export { csvHeader, MAX_CSV_ROWS, MAX_HEADINGS, readCsv, receiveCsv } from './csv/csv-rows';
export { DAMAGED_VALUES, type DamagedValues, GUARDED_VALUE, LOST_VALUE } from './csv/damaged-values';
export {
  dryRunReport,
  importRefused,
  type ImportReport,
  type RowProblem,
  type ValidatedRows,
  validateRows,
  type ValidRow,
} from './csv/import-report';
export { ImportQueryDto, ImportReportDto, TakesCsv } from './csv/import.dto';
export { declarationsOf, exportsOfFiles } from './declarations/declarations';
export { defined } from './defined';
export { Action, ANY_PATH } from './dialects/actions';
export {
  defineDialect,
  type DialectDefinition,
  type DialectPresentation,
  type DialectProblem,
  type ErrorRow,
  type ErrorTable,
} from './dialects/define-dialect';
export { addDialectHooks } from './dialects/dialect-hooks';
export type { DialectTexts, SettingText } from './dialects/dialect-texts';
export { CommonDialect, Dialect, ErrorsAs, SharedPathDialect } from './dialects/dialect.decorator';
export { Dialects } from './dialects/dialects';
export { EarlierAnswers } from './dialects/earlier-answers';
export { NATIVE } from './dialects/native.dialect';
export { NotShadowed } from './dialects/not-shadowed.decorator';
export type { SampleCall, SampleInput } from './dialects/sample-call';
export { foldedAddress } from './email-address';
export { type PlainErrorName, rowOf } from './errors/catalogue';
export { DomainError, fieldProblem, isProblem, problem, referenced } from './errors/domain-error';
export type { FieldProblem, Params, Problem, ProblemKind } from './errors/problem';
export type { RenderedError } from './errors/render-error';
export { escaped } from './escaped';
export { camelCase, camelCased } from './fields/camel-case';
export { DATES, ID, IDS } from './fields/common-fields';
export { answerOf, fieldsOf, inputOf, nullable, optional, required } from './fields/fields-of';
export { isAddressPattern, normalizeAddress } from './http/addresses';
export { basePathOf, originForm, pageBelow } from './http/base-path';
export { baseUrl, publicAddress } from './http/base-url';
export { BODY_BYTES, TakesLargeBody, TakesRawBody } from './http/body-limits';
export { ChangeReasonDto, changeReasonOf } from './http/change-reason.dto';
export {
  clearCookie,
  clearSessionCookie,
  cookieIn,
  cookieText,
  sessionCookieIn,
  setCookie,
  setSessionCookie,
} from './http/cookies';
export { AllowsFastPath, FastPath } from './http/fast-path.decorator';
export { fileAnswer, sendFile, sendSize } from './http/file-answer';
export type { FormValues } from './http/form-fields';
export { hangUpOf } from './http/hang-up-signal';
export { headerText } from './http/header-text';
export { IN_MEMORY } from './http/in-memory-files';
export type { FileKeeper, Upload } from './http/incoming-form';
export { isStorable, isWithinBounds, MAX_VALUES, storable } from './http/json-body';
export { hasQueryField } from './http/query-field';
export { AnswerTooLarge, type ApiAnswer, readApi } from './http/read-api';
export type { ReceivedRequest } from './http/received-request';
export { contextOf, currentRequest, inRequest } from './http/request-context';
export { InvalidRequest, RequestValidationPipe } from './http/request-validation.pipe';
export { allowFrames, PAGE_HEADERS } from './http/response-headers';
export { routeConfigOf } from './http/route-config';
export { endIfUnread } from './http/transfer-time';
export { isForm, receiveFile, receiveForm, TakesFile, TakesFiles, TakesForms } from './http/uploads';
export { inBatches } from './in-batches';
export { address, token } from './limits/rate-limit-keys';
export { limitsOn, RateLimited } from './limits/rate-limited.decorator';
export { type EffectiveLimit, RateLimitsService, withoutCounting } from './limits/rate-limits.service';
export type { Refusals } from './limits/recent-refusals';
export { UnauthenticatedLimitService } from './limits/unauthenticated-limit.service';
export { AnswersFile, AnswersFileOrRange } from './openapi/answers-file.decorator';
export { Answers } from './openapi/answers.decorator';
export { ApiTag } from './openapi/api-tag.decorator';
export { OffersHead } from './openapi/offers-head.decorator';
export { SAMPLE_IDS } from './openapi/sample-ids';
export { SdkName } from './openapi/sdk-name.decorator';
export { IsAnyName, IsAnyOf, type OneOrMore } from './pagination/any-of';
export { BY_DATES, DatedPage, datedPage } from './pagination/dated-page';
export {
  type FieldFilters,
  IsMetadataFilter,
  IsTimeRange,
  type MetadataFilter,
  rangesOf,
  TimeRangeDto,
} from './pagination/field-filters';
export { mapPages } from './pagination/map-pages';
export {
  type CursorRequest,
  MAX_SCANNED_ROWS,
  type NewestRequest,
  type NumberedRequest,
  offsetOf,
  type Page,
  type PageRequest,
} from './pagination/page-request';
export { PageOf, PageQueryDto } from './pagination/page.dto';
export { BY_CREATION, SortedPage, type Sorts } from './pagination/sorting';
export { toPage } from './pagination/to-page';
export {
  definePlugin,
  extendPlugin,
  type PluginNavigation,
  type PluginPortalNavigation,
  remainderOfPlugin,
} from './plugins/define-plugin';
export { PluginServices } from './plugins/plugin-services';
export { foldersFor, isFromOutside, pluginApis, plugins, runningPlugins } from './plugins/plugins';
export { Randomness } from './randomness';
export { SEARCH_TYPES, type SearchHit, SearchSource, type SearchType } from './search-source';
export type { EnvVariable } from './settings/env-variable';
export { flag, type SettingDefinition, shownSetting, text, wholeNumber } from './settings/setting-definition';
export type { TimeStep } from './time-steps';
export { hasDotSegment, isDotSegment } from './validation/dot-segment';
export {
  AsSent,
  fitsIn,
  hasAtMost,
  IsCalendarDate,
  isCalendarDate,
  IsFlag,
  IsGivenTimestamp,
  IsLimit,
  IsName,
  IsNameList,
  IsOneLine,
  IsReference,
  IsSmallObject,
  IsText,
  IsTimestamp,
  IsWholeNumber,
  Length,
  MAX_INTEGER,
  MaxLength,
  MayBeMissing,
} from './validation/fields';
export { IdOrName, UuidPipe } from './validation/id.pipes';
export { IsMetadata, mergedMetadata, type Metadata, publicMetadataOf } from './validation/metadata';
export { asRule } from './validation/rules';
export { IsSearchFilter, IsSearchText, LETTER_OR_DIGIT } from './validation/search-text';
export { isWebUrl } from './validation/web-url';
export { VERSION } from './version';

/** One plug-in of this repository alone uses each of these names: they are no part of the package. */
export type { ApiVersion } from './api-versions/api-versions';
export { NATIVE_VERSIONS } from './api-versions/native-versions';
export { isFromOutside, pluginApis } from './plugins/plugins';
export { shownSetting } from './settings/setting-definition';
export { isManagement } from './access/authorized.decorator';
export { orderNamed, type Sorts } from './pagination/sorting';
export { daysBetween, installationCalendar, instantOf, fixedOffset } from './calendar';
export type { CsvColumns } from './csv/csv-cells';
export { isCharset, REPLACEMENT, requireCharset, UTF_16_MARKS } from './csv/csv-reading';
export { csvRecords } from './csv/csv-records';
export { csvHeader, MAX_CSV_ROWS } from './csv/csv-rows';
export { type DamagedValues, GUARDED_VALUE, LOST_VALUE } from './csv/damaged-values';
export type { ValidatedRows } from './csv/import-report';
export { allDeclarationsOf, declarationsOf } from './declarations/declarations';
export { PLUGINS_OFF } from './declarations/plugin-folders';
export { ANY_PATH } from './dialects/actions';
export { CommonDialect } from './dialects/dialect.decorator';
export { EarlierAnswers } from './dialects/earlier-answers';
export { NotShadowed } from './dialects/not-shadowed.decorator';
export { type PlainErrorName, rowOf } from './errors/catalogue';
export type { Params } from './errors/problem';
export { escaped } from './escaped';
export { camelCase } from './fields/camel-case';
export { originForm } from './http/base-path';
export { bytesUpTo } from './http/bytes-up-to';
export { BODY_BYTES, TakesLargeBody } from './http/body-limits';
export { ChangeReasonDto, changeReasonOf } from './http/change-reason.dto';
export { clearSessionCookie, cookieText, setSessionCookie } from './http/cookies';
export { AllowsFastPath } from './http/fast-path.decorator';
export { sendSize } from './http/file-answer';
export { hangUpOf } from './http/hang-up-signal';
export type { Upload } from './http/incoming-form';
export { isWithinBounds, MAX_VALUES, storable } from './http/json-body';
export { AnswerTooLarge } from './http/read-api';
export { contextOf } from './http/request-context';
export { allowFrames, PAGE_HEADERS } from './http/response-headers';
export { endIfUnread } from './http/transfer-time';
export { receiveFile } from './http/uploads';
export { limitsOn } from './limits/route-limits';
export { withoutCounting } from './limits/rate-limits.service';
export type { Refusals } from './limits/recent-refusals';
export { AnswersFileOrRange } from './openapi/answers-file.decorator';
export { OffersHead } from './openapi/offers-head.decorator';
export { BY_DATES, DatedPage } from './pagination/dated-page';
export { type FieldFilters, IsTimeRange, TimeRangeDto } from './pagination/field-filters';
export { offsetOf } from './pagination/page-request';
export {
  NAVIGATION_PARTS,
  type NavigationPart,
  type PluginNavigation,
  type PluginPortalNavigation,
} from './plugins/define-plugin';
export { ICONS } from './plugins/icons';
export { SEARCH_TYPES, type SearchType } from './search-source';
export type { EnvVariable } from './settings/env-variable';
export type { TimeStep } from './time-steps';
export { hasDotSegment, isDotSegment } from './validation/dot-segment';
export { AsSent, fitsIn, IsReference } from './validation/fields';
export { mergedIfRoom, mergedMetadata } from './validation/metadata';
export { type PersonalTable, type PersonalTables, TIME_OF_ERASURE } from './personal-data/personal-data';

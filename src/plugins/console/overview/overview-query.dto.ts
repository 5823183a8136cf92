import { IsIn } from 'class-validator';
import { IsName, IsOneLine, MayBeMissing } from '../../../core/common';
import { CHART_SPANS, type ChartSpan } from '../../../pages/components/chart-steps';
import { withQuery } from '../../../pages/components/filters';
import { SNIPPET_LANGUAGES, type SnippetLanguage } from './snippets';
import { EmptyIsMissing } from '../../../pages/kit/optional-field';

export const OVERVIEW_PATH = '/console/overview';
/** Home, also of an installation that no program has asked yet. */
export const HOME_PATH = `${OVERVIEW_PATH}?show=overview`;
export const ANOMALIES_PATH = `${OVERVIEW_PATH}/anomalies`;
export const REACTION_RULES_PATH = `${ANOMALIES_PATH}/rules`;
export const ACTIVITY_PATH = `${OVERVIEW_PATH}/activity`;

const VIEWS = ['overview', 'steps'] as const;
const CHARTS = ['verdicts', 'seats'] as const;

export class ActivityQueryDto {
  @MayBeMissing()
  @IsIn(CHART_SPANS)
  span: ChartSpan = '24h';

  /** The chart that is shown as a table. */
  @MayBeMissing()
  @IsIn(CHARTS)
  table?: (typeof CHARTS)[number];
}

export class OverviewQueryDto {
  /** The charts had this address. */
  @MayBeMissing()
  @IsIn(CHART_SPANS)
  span?: ChartSpan;

  /** The overview or the first steps; by default what fits the installation. */
  @MayBeMissing()
  @IsIn(VIEWS)
  show?: (typeof VIEWS)[number];

  /** The chart that is shown as a table. */
  @MayBeMissing()
  @IsIn(CHARTS)
  table?: (typeof CHARTS)[number];

  /** The language of the program in the first steps. */
  @MayBeMissing()
  @IsIn(SNIPPET_LANGUAGES)
  code: SnippetLanguage = 'typescript';
}

export function activityPath({ span, table }: Partial<ActivityQueryDto>): string {
  return withQuery(ACTIVITY_PATH, { span: span === '24h' ? undefined : span, table });
}

export function stepsPath(code?: SnippetLanguage): string {
  return withQuery(OVERVIEW_PATH, { show: 'steps', code });
}

export class ProductNameDto {
  @EmptyIsMissing()
  @IsName()
  @IsOneLine()
  name!: string;
}

import { shownMetadata } from '../../common/validation/metadata';

/** Facts that WordPress shows of a plugin, and the versions that it requires. All texts. */
const FACTS = [
  'slug',
  'homepage',
  'requires',
  'requires_php',
  'tested',
  'banner_high',
  'banner_low',
  'icon_1x',
  'icon_2x',
] as const;

/** Facts about a plug-in that WordPress shows, from the metadata of its product. */
export type WordPressFacts = Readonly<Partial<Record<(typeof FACTS)[number], string>>>;

/** The texts in `wordpress` of what feeds show of the metadata of a product. */
export function wordPressFacts(metadata: object): WordPressFacts {
  const facts = fieldOf(shownMetadata(metadata, 'feeds'), 'wordpress');
  const texts = FACTS.map((name) => [name, fieldOf(facts, name)] as const);
  return Object.fromEntries(texts.filter(([, value]) => typeof value === 'string' && value !== ''));
}

/** Addresses of the icons of a plug-in by resolution, as WordPress names them. */
export function iconsOf({ icon_1x, icon_2x }: WordPressFacts): Record<string, string> {
  return { ...(icon_1x !== undefined && { '1x': icon_1x }), ...(icon_2x !== undefined && { '2x': icon_2x }) };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

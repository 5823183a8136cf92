import type { AttentionCounts } from '../../core/events';
import type { AttentionItem } from '../components/attention-list';

/** Items of the overview that need somebody to act: a service in the folder `console` of a plug-in. */
export abstract class AttentionSource {
  /** Names the items in the log if they cannot be read. */
  abstract readonly name: string;

  /** @param counts those of the navigation; undefined if they are unknown */
  abstract read(counts: AttentionCounts | undefined): Promise<readonly AttentionItem[]>;
}

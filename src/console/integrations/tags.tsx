import type { VNode } from 'preact';
import { Tag } from '../components/badge';

export function Tags({ names }: { readonly names: readonly string[] }): VNode {
  return (
    <span class="tags">
      {names.map((name) => (
        <Tag key={name}>{name}</Tag>
      ))}
    </span>
  );
}

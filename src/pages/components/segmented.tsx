import type { VNode } from 'preact';

export interface Segment {
  readonly title: string;
  readonly href: string;
  readonly isCurrent: boolean;
}

/** A few views of the same thing, of which one is shown. */
export function Segmented({
  label,
  segments,
}: {
  readonly label: string;
  readonly segments: readonly Segment[];
}): VNode {
  return (
    <nav class="segmented" aria-label={label}>
      <ul>
        {segments.map(({ title, href, isCurrent }) => (
          <li key={href}>
            <a href={href} aria-current={isCurrent ? 'true' : undefined}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

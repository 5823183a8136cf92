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

interface SegmentedChoiceProps {
  readonly name: string;
  /** For screen readers. */
  readonly label: string;
  readonly value: string | undefined;
  readonly choices: readonly { readonly value: string; readonly title: string }[];
}

/** One of a few short choices of a form, in one line. */
export function SegmentedChoice({ name, label, value, choices }: SegmentedChoiceProps): VNode {
  return (
    <div class="segmented segmented-choice" role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input type="radio" name={name} value={choice.value} checked={choice.value === value} />
          <span>{choice.title}</span>
        </label>
      ))}
    </div>
  );
}

import type { ComponentChildren, VNode } from 'preact';

interface DetailColumnsProps {
  /** What happens: tables and the timeline. */
  readonly children: ComponentChildren;
  /** What it is: details, limits, notes. */
  readonly rail: ComponentChildren;
  /** Inside of `Refreshed`: both columns are replaced. */
  readonly isLive?: boolean;
}

/** A page about one thing: on a narrow screen, the rail goes below. */
export function DetailColumns({ children, rail, isLive = false }: DetailColumnsProps): VNode {
  return (
    <div class="detail">
      <div class="detail-main" data-live={isLive ? 'main' : undefined}>
        {children}
      </div>
      <div class="detail-rail" data-live={isLive ? 'rail' : undefined}>
        {rail}
      </div>
    </div>
  );
}

interface LinkedSectionProps {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  /** Leads to the whole, or to a form. */
  readonly link?: { readonly href: string; readonly title: string };
  readonly children: ComponentChildren;
}

/** A section with a link in the line of its title. */
export function LinkedSection({ id, title, note, link, children }: LinkedSectionProps): VNode {
  return (
    <section class="section" aria-labelledby={`${id}-title`}>
      <div class="section-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {note !== undefined && <p>{note}</p>}
        {link && (
          <a class="section-link" href={link.href}>
            {link.title}
          </a>
        )}
      </div>
      {children}
    </section>
  );
}

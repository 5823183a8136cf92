import type { VNode } from 'preact';
import { Banner } from './banner';
import { ButtonLink } from './button';
import { type Crumb, PageHeader } from './page-parts';
import { Code } from './text';
import { Page } from '../kit/page';

interface SecretProps {
  readonly title: string;
  readonly crumbs: readonly Crumb[];
  /** The completed action. */
  readonly done: string;
  /** That the secret is shown only here. */
  readonly once: string;
  readonly label: string;
  readonly secret: string;
  /** Instructions for using it in an app. */
  readonly use: string;
  readonly next: { readonly title: string; readonly href: string };
}

/** Shows a secret that cannot be read later. It answers the form itself: an address would outlive it. */
export function secretPage(props: SecretProps): Page {
  return new Page({ title: props.title, width: 'confirmation', body: <Secret {...props} /> });
}

function Secret({ title, crumbs, done, once, label, secret, use, next }: SecretProps): VNode {
  return (
    <>
      <PageHeader title={title} crumbs={crumbs} />
      <Banner tone="ok" id="secret" title={done} isAlert>
        {once}
      </Banner>
      <Code label={label} text={secret} />
      <p class="hint">{use}</p>
      <div class="section">
        <ButtonLink look="primary" href={next.href} text={next.title} />
      </div>
    </>
  );
}

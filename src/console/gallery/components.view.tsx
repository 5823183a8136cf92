import type { VNode } from 'preact';
import { PageHeader } from '../components/page-parts';
import { Page } from '../kit/page';

export function componentsPage(): Page {
  return new Page({ title: 'Components', body: <Components /> });
}

function Components(): VNode {
  return <PageHeader title="Components" lead="One of each, in the states that matter" />;
}

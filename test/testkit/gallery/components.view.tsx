import type { VNode } from 'preact';
import { Badge, Tag } from '../../../src/pages/components/badge';
import { Banner, FlashMessage } from '../../../src/pages/components/banner';
import { Button, ButtonLink, PostButton } from '../../../src/pages/components/button';
import { JsonCode } from '../../../src/pages/components/json-code';
import { DownloadText } from '../../../src/pages/components/download-text';
import { Menu, MenuRule, PageHeader, Section } from '../../../src/pages/components/page-parts';
import { QrCode } from '../../../src/pages/components/qr-code';
import { Toast } from '../../../src/pages/components/toast';
import { Code, CopyButton, DescriptionList, Figures, Key, Meter, WebLink } from '../../../src/pages/components/text';
import { Page } from '../../../src/pages/kit/page';
import { DetailSamples } from './detail-samples';
import { ChartSamples } from './chart-samples';
import { FormSamples } from './form-samples';
import { ListSamples } from './list-samples';
import type { Samples } from './samples';

/** @param samples texts of all components: tests put markup into them */
export function componentsPage(samples: Samples): Page {
  return new Page({ title: 'Components', body: <Components samples={samples} /> });
}

interface Props {
  readonly samples: Samples;
}

function Components({ samples }: Props): VNode {
  return (
    <>
      <Messages samples={samples} />
      <PageHeader
        title="Components"
        crumbs={[{ title: samples.text, href: '/console/components' }]}
        lead="One of each, in the states that matter"
        actions={
          <>
            <ButtonLink icon="download" href="/console/components" text="Export" />
            <Menu label="More actions" isIcon>
              <a href="/console/components">{samples.text}</a>
              <MenuRule />
              <PostButton look="danger" icon="trash-2" action="/console/components" text="Delete…" />
            </Menu>
            <ButtonLink look="primary" icon="plus" href="/console/components" text="Add lead" />
          </>
        }
      />
      <Figures
        items={[
          { label: 'Institutions', value: '150', of: samples.text },
          { label: 'Contacts', value: '450', of: '3 per institution' },
          { label: 'Activities', value: '25', of: 'in the last 30 days' },
          { label: 'Converted', value: '12.5%', of: 'of all institutions' },
        ]}
      />
      <Buttons />
      <Badges samples={samples} />
      <ListSamples samples={samples} />
      <DetailSamples samples={samples} />
      <ChartSamples samples={samples} />
      <Texts samples={samples} />
      <FormSamples samples={samples} />
    </>
  );
}

function Messages({ samples }: Props): VNode {
  return (
    <>
      <FlashMessage tone="ok" text={samples.text} link={{ text: 'Undo', path: '/console/components' }} />
      <FlashMessage tone="warn" text="Saved, but the webhook could not be reached for a test." />
      <FlashMessage
        tone="ok"
        text="The seat is free."
        link={{ text: 'Undo', path: '/console/components', isPost: true }}
      />
      <FlashMessage tone="bad" text="Not saved: somebody else changed this license at 16:40." />
      <Banner tone="bad" id="banner-bad" title={samples.text} action={<ButtonLink href="#main" text="Errors as CSV" />}>
        {samples.text}
      </Banner>
      <Banner tone="neutral" id="banner-neutral" title="This can be undone" />
      <div class="samples">
        <Toast text={samples.text} />
        <Toast text={samples.text} tone="bad" />
      </div>
    </>
  );
}

function Buttons(): VNode {
  return (
    <Section id="buttons" title="Buttons">
      <form class="actions" method="get" action="/console/components">
        <Button icon="pencil" text="Edit" />
        <Button look="quiet" text="Cancel" />
        <Button look="danger" icon="trash-2" text="Delete…" />
        <Button look="danger-solid" text="Revoke license" />
        <Button isDisabled text="Disabled" />
        <Button isSmall text="Small" />
        <Button icon="ellipsis" label="More" />
      </form>
      <p class="hint">Disabled is for show: a disabled button needs a sentence that says why.</p>
    </Section>
  );
}

function Badges({ samples }: Props): VNode {
  return (
    <Section id="badges" title="Statuses, tags, keys">
      <p class="samples">
        <Badge tone="ok" icon="circle-check" text="Active" />
        <Badge tone="outlined" icon="circle-dashed" text="Unused" />
        <Badge tone="info" icon="calendar" text="Not started" />
        <Badge tone="warn" icon="clock" text="Expired" />
        <Badge tone="neutral" icon="circle-pause" text={samples.text} />
        <Badge tone="bad" icon="ban" text="Blocked" />
        <Tag>{samples.text}</Tag>
        <Key value={samples.text} />
        <CopyButton value={samples.text} what="key" />
      </p>
    </Section>
  );
}

function Texts({ samples }: Props): VNode {
  return (
    <Section id="texts" title="Texts">
      <DescriptionList
        items={[
          { term: 'Product', value: samples.text },
          { term: 'Customer', value: null },
          { term: 'Website', value: <WebLink url={samples.text} /> },
          { term: 'Shop', value: <WebLink url="https://shop.example/" /> },
        ]}
      />
      <Meter label="Seats" used={2} limit={5} />
      <Meter label="Exports in November" used={8420} limit={10_000} />
      <Meter label={samples.text} used={20} limit={20} />
      <Meter label="Users" used={118} limit={null} />
      <JsonCode
        label="Message"
        head={[['webhook-id', samples.text]]}
        body={JSON.stringify({ name: samples.text, sequence: 48_209, data: { isTest: true, none: null } })}
      />
      <Code label="Health check" text={`curl -s localhost:8080/health\n${samples.text}`} />
      <QrCode label={samples.text} text={samples.text} />
      <DownloadText fileName="sample.txt" text={samples.text}>
        {samples.text}
      </DownloadText>
    </Section>
  );
}

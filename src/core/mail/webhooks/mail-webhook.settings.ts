import { list, secret } from '../../common/settings/setting-definition';

/** The ARN of a topic of Amazon SNS, with its partition and region. */
export const TOPIC = /^arn:(aws|aws-cn|aws-us-gov):sns:([a-z]{2}(?:-[a-z]+)+-\d):\d{12}:[\w-]{1,150}$/;

const LEAST_SECRET = 16;

/** Settings of the webhooks by which mail providers report bounces and complaints. */
export const MAIL_WEBHOOKS = {
  postmarkPassword: secret({
    name: 'mail.postmark_password',
    description:
      'Password in the address of the webhook at Postmark: https://keyward:PASSWORD@HOST/api/v1/mails/webhooks/postmark. ' +
      'Empty: its reports are refused.',
    expected: `at least ${LEAST_SECRET} characters in one line`,
    isValid: (password) => password.length >= LEAST_SECRET,
  }),
  mailgunSigningKey: secret({
    name: 'mail.mailgun_signing_key',
    description:
      'HTTP webhook signing key of Mailgun, for the webhook /api/v1/mails/webhooks/mailgun. Empty: its reports are refused.',
    expected: `at least ${LEAST_SECRET} characters in one line`,
    isValid: (key) => key.length >= LEAST_SECRET,
  }),
  sesTopics: list({
    name: 'mail.ses_topics',
    description:
      'ARNs of the topics of Amazon SNS to which Amazon SES reports, for the webhook /api/v1/mails/webhooks/ses. Messages of ' +
      'other topics are refused.',
    of: 'ARNs of topics',
    isEntry: (arn) => TOPIC.test(arn),
    mostEntries: 10,
  }),
} as const;

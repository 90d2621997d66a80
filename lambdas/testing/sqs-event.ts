import type { SQSEvent, SQSRecord } from 'aws-lambda';

/** A batch as Lambda hands it over; each message has its own id. */
export const sqsEvent = (queue: string, bodies: Readonly<Record<string, string>>): SQSEvent => ({
  Records: Object.entries(bodies).map(
    ([messageId, body]): SQSRecord => ({
      messageId,
      body,
      receiptHandle: messageId,
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: '0',
        SenderId: 'anybody',
        ApproximateFirstReceiveTimestamp: '0',
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: `arn:aws:sqs:eu-central-1:123456789012:${queue}`,
      awsRegion: 'eu-central-1',
    }),
  ),
});

import { SpanKind } from '@opentelemetry/api';
import { inSpan } from '../tracing.ts';
import type { MailTransport } from './transport.ts';

/** A transport whose every send is a span, with the mail server's answer, and neither addresses nor texts. */
export function tracedTransport(transport: MailTransport): MailTransport {
  return {
    ...transport,
    send(mail, options) {
      const attributes = { 'network.protocol.name': 'smtp' };
      return inSpan('send mail', { kind: SpanKind.CLIENT, attributes }, async span => {
        const status = await transport.send(mail, options);
        span.setAttribute('smtp.response.status_code', status);
        return status;
      });
    },
  };
}

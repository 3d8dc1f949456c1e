import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, type ContextManager, context, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';

/** Registers an SDK for this process, as an operator does with `--import`; answers what keeps the spans. */
export function registerTracing(): InMemorySpanExporter {
  const exporter = new InMemorySpanExporter();
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  context.setGlobalContextManager(contextManager());
  propagation.setGlobalPropagator({
    inject() {},
    fields: () => ['traceparent'],
    /** @see https://www.w3.org/TR/trace-context/#traceparent-header */
    extract(parent, carrier, getter) {
      const [, traceId, spanId, flags] =
        /^00-(\w{32})-(\w{16})-(\w{2})$/.exec(String(getter.get(carrier, 'traceparent'))) ?? [];
      if (!traceId || !spanId) return parent;
      return trace.setSpanContext(parent, { traceId, spanId, traceFlags: Number(flags), isRemote: true });
    },
  });
  return exporter;
}

function contextManager(): ContextManager {
  const storage = new AsyncLocalStorage<Context>();
  const manager: ContextManager = {
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (active, run, self, ...args) => storage.run(active, () => run.call(self, ...args)),
    bind: (_, target) => target,
    enable: () => manager,
    disable: () => manager,
  };
  return manager;
}

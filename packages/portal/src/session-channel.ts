export type SessionChange = 'signed-in' | 'signed-out';

/** All tabs share one cookie: each hears when another one signs in or out. */
export function openSessionChannel(onChange: (change: SessionChange) => void) {
  const channel = new BroadcastChannel('portico-session');
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === 'signed-in' || data === 'signed-out') onChange(data);
  });
  return { tell: (change: SessionChange) => channel.postMessage(change), close: () => channel.close() };
}

export type SessionChange = 'signed-in' | 'signed-out';

/** All tabs share one cookie: each hears when another one signs in or out. Clients and staff have a channel each. */
export function openSessionChannel(
  name: 'portico-session' | 'portico-staff-session',
  onChange: (change: SessionChange) => void,
) {
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === 'signed-in' || data === 'signed-out') onChange(data);
  });
  return { tell: (change: SessionChange) => channel.postMessage(change), close: () => channel.close() };
}

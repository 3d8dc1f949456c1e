/** Follows a server's events, and counts the grants among them; a repeated one counts as one too many. */
export async function countGrants(origin: string, token: string): Promise<{ count(): number; close(): void }> {
  const abort = new AbortController();
  const response = await fetch(`${origin}/v1/events`, {
    headers: { authorization: `Bearer ${token}` },
    signal: abort.signal,
  });
  let grants = 0;
  let rest = '';
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const readOn = async () => {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      const lines = (rest + part.value).split('\n');
      rest = lines.pop() ?? '';
      grants += lines.filter(line => line.includes('"type":"access.granted"')).length;
    }
  };
  await reader?.read();
  readOn().catch(() => {});
  return { count: () => grants, close: () => abort.abort() };
}

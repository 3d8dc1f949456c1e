import { Agent, request } from 'node:http';

export interface Answer {
  status: number;
  text: string;
}

/** Sends JSON over connections that are kept open. */
export function client(origin: string, token: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const text = JSON.stringify(body);
      const sent = request(
        `${origin}${path}`,
        {
          method: 'POST',
          agent,
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(text),
            ...headers,
          },
        },
        response => {
          let answer = '';
          response.setEncoding('utf8').on('data', chunk => {
            answer += chunk;
          });
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text: answer }));
        },
      );
      sent.on('error', reject);
      sent.end(text);
    });
  return { post, close: () => agent.destroy() };
}

/** Runs `work` over and over, so many at once, for so many milliseconds; answers how often per second it was done. */
export async function rateOf(
  work: () => Promise<void>,
  { atOnce, during }: { atOnce: number; during: number },
): Promise<number> {
  const begun = performance.now();
  const end = begun + during;
  let done = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() < end) {
        await work();
        done++;
      }
    }),
  );
  return (done / (performance.now() - begun)) * 1000;
}

/** The middle one of some figures. */
export function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}

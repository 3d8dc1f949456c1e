/** Answers one request; the second argument is what the platform adds. */
type Fetch<Platform> = (request: Request, platform: Platform) => Response | Promise<Response>;

/**
 * Serves several origins on one port: the Host header says which one is asked. A name that is none of them is refused,
 * so that no page under a foreign name reaches this machine (DNS rebinding).
 * @param sites - By host, as in `localhost:4400`.
 */
export function dispatchByHost<Platform>(sites: Readonly<Record<string, Fetch<Platform>>>): Fetch<Platform> {
  return (request, platform) => {
    const { host } = new URL(request.url);
    const site = Object.hasOwn(sites, host) ? sites[host] : undefined;
    return site?.(request, platform) ?? new Response('This address is not served here.', { status: 421 });
  };
}

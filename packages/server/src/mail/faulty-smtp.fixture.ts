import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { openDoor } from '../door.fixture.ts';
import { type ReceivedMail, readMessage } from './received-mail.fixture.ts';

/** Where in a session something goes wrong: before the answer to each of these, or in the middle of the message. */
export type Stage = 'connect' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'message' | 'final dot';

export const stages: readonly Stage[] = ['connect', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'message', 'final dot'];

/** What goes wrong with one connection: it breaks, nothing more is said, or the answer is a refusal that repeats an address. */
export type Fault =
  | { at: Stage; by: 'reset' | 'hang' }
  | { at: 'connect' | 'MAIL' | 'RCPT' | 'final dot'; by: 421 | 450 | 451 | 550 | 554 };

export interface FaultySmtp {
  url: string;
  /** What goes wrong with the next connections, one each; after that nothing does. */
  faults: Fault[];
  /** Of every connection, while there is nothing else: a server that is wholly out of order. */
  outage: Fault | undefined;
  /** All that was said to the server. */
  said: string;
  /** How many connections there were. */
  connections: number;
  /** All that the server took, also where its answer never arrived. */
  mails: ReceivedMail[];
  close(): Promise<void>;
}

const answers: readonly Stage[] = ['connect', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'final dot'];

/** A real mail server behind a door that slams shut, or stays silent, wherever it is told to. */
export async function faultySmtp(options: SMTPServerOptions = {}): Promise<FaultySmtp> {
  const mails: ReceivedMail[] = [];
  /** What goes wrong, by the port that the door's connection comes from. */
  const current = new Map<number, Fault>();
  const refuse = (at: Stage, { remotePort }: { remotePort: number }) => {
    const fault = current.get(remotePort);
    if (fault?.at !== at || typeof fault.by !== 'number') return null;
    return Object.assign(new Error('ada@example.com is not known here'), { responseCode: fault.by });
  };
  const smtp = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    onConnect: (session, done) => done(refuse('connect', session)),
    onMailFrom: (_, session, done) => done(refuse('MAIL', session)),
    onRcptTo: (_, session, done) => done(refuse('RCPT', session)),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', chunk => chunks.push(chunk));
      stream.on('end', () => {
        const error = refuse('final dot', session);
        if (error) return done(error);
        const { mailFrom, rcptTo } = session.envelope;
        const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) };
        mails.push({ ...readMessage(Buffer.concat(chunks).toString()), envelope, isSecure: session.secure });
        done();
      });
    },
    ...options,
  });
  smtp.on('error', () => {}); // Connections that break are what this is about.
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  const { port } = smtp.server.address() as AddressInfo;
  const door = await openDoor({ host: '127.0.0.1', port }, (client, behind) => {
    server.connections++;
    const fault = server.faults.shift() ?? server.outage;
    behind.once('connect', () => {
      if (fault) current.set(behind.localPort ?? 0, fault);
    });
    client.on('data', chunk => {
      server.said += chunk;
    });
    if (fault) passUntil(fault, client, behind);
    else client.pipe(behind).pipe(client);
  });
  const server: FaultySmtp = {
    url: `smtp://127.0.0.1:${door.port}`,
    faults: [],
    outage: undefined,
    said: '',
    connections: 0,
    mails,
    async close() {
      await Promise.all([door.shut(), new Promise<void>(resolve => smtp.close(() => resolve()))]);
    },
  };
  return server;
}

/** Passes bytes on, both ways, up to where the fault is. */
function passUntil(fault: Fault, client: Socket, behind: Socket): void {
  let answered = 0;
  let isOver = false;
  const strike = (stage: Stage | undefined) => {
    if (fault.at !== stage || typeof fault.by === 'number') return false;
    isOver = true;
    if (fault.by === 'reset') client.resetAndDestroy();
    return true;
  };
  client.on('data', chunk => {
    if (isOver) return;
    // The answer to DATA is out: what comes now is the message.
    if (answered === 5 && fault.at === 'message') behind.write(chunk.subarray(0, chunk.length / 2));
    if (answered === 5 && strike('message')) return;
    behind.write(chunk);
  });
  let rest = '';
  behind.on('data', chunk => {
    const lines = `${rest}${chunk}`.split(/(?<=\n)/);
    rest = lines.at(-1)?.endsWith('\n') ? '' : (lines.pop() ?? '');
    for (const line of lines) {
      if (isOver) return;
      if (/^\d{3} /.test(line) && strike(answers[answered])) return;
      client.write(line);
      if (/^\d{3} /.test(line)) answered++;
    }
  });
}

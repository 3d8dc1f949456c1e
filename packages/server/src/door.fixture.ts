import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A door in front of a server: whoever comes to its port is connected to the server behind. */
export interface Door {
  port: number;
  /** Lets connections in again. */
  open(): Promise<void>;
  /** Breaks every connection and lets none in. */
  shut(): Promise<void>;
}

/**
 * Opens a door to a server.
 * @param pass - Is to pass on, both ways, what the client and the server behind say. When one of them goes, so does the other.
 */
export async function openDoor(
  { host, port }: { host: string; port: number },
  pass: (client: Socket, behind: Socket) => void,
): Promise<Door> {
  const sockets = new Set<Socket>();
  const door = createServer(client => {
    const behind = connect(port, host);
    for (const socket of [client, behind]) {
      sockets.add(socket);
      socket.on('error', () => {}); // Connections that break are what a door is for.
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        behind.destroy();
      });
    }
    pass(client, behind);
  });
  const listen = async (at: number) => {
    door.listen(at, '127.0.0.1');
    await once(door, 'listening');
    return (door.address() as AddressInfo).port;
  };
  const own = await listen(0);
  return {
    port: own,
    async open() {
      await listen(own);
    },
    async shut() {
      if (!door.listening) return;
      const isClosed = once(door, 'close');
      door.close();
      for (const socket of sockets) socket.destroy();
      await isClosed;
    },
  };
}

import { type FileHandle, open, rm } from 'node:fs/promises';
import { configFromEnvironment } from '../read-config.ts';
import { type Command, CommandFailed, type CommandOptions, readFlags } from './command.ts';
import { namedPerson, namedPersonOptions, withPerson } from './named-person.ts';

const options = {
  ...namedPersonOptions,
  out: { type: 'string', value: 'FILE', meaning: 'A new file, which you alone can read; else the standard output.' },
} as const satisfies CommandOptions;

/** Writes everything that is kept about one person. */
export const exportCommand: Command = {
  name: 'export',
  summary: 'Writes everything that is kept about one person, as JSON.',
  help: `  portico export --email ada.keller@example.com --by dpo@example.com --out ada.json

One person is every contact with the address, and the login. That it was exported, and by whom, is
written down in the audit trail. On the embedded database the server must be stopped meanwhile; a
running one answers the same by its API.`,
  options,
  async run(args, { environment, out, err }) {
    const { out: file, ...flags } = readFlags(args, options);
    const person = namedPerson(flags);
    const config = configFromEnvironment(environment);
    return withPerson(config, person, 'export', async ({ port, contactId }) => {
      const write = async (handle?: FileHandle) => {
        const text = `${JSON.stringify(await port.people.export({ contactId }), null, 2)}\n`;
        await (handle ? handle.writeFile(text) : out(text));
      };
      await (file === undefined ? write() : intoNewFile(file, write));
      if (file !== undefined) err(`${file} is written. It holds personal data: hand it over safely, then remove it.\n`);
      return 0;
    });
  },
};

/** Made before the export, so that none is written down that went nowhere. */
async function intoNewFile(file: string, write: (handle: FileHandle) => Promise<void>): Promise<void> {
  const handle = await open(file, 'wx', 0o600).catch(cause => {
    const reason = cause.code === 'EEXIST' ? 'it is there already' : cause.message;
    throw new CommandFailed(`${file} cannot be made: ${reason}. Choose another --out; nothing was exported.`, {
      cause,
    });
  });
  try {
    await write(handle);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

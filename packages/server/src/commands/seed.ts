import { sql } from 'drizzle-orm';
import type { ServerConfig } from '../config.ts';
import { databasePlace } from '../database-place.ts';
import type { Database } from '../postgres/database.ts';
import { openDatabase } from '../postgres/open.ts';
import { accounts } from '../postgres/schema.ts';
import { configFromEnvironment } from '../read-config.ts';
import { seedAccess } from '../seed.ts';
import { startServer } from '../start.ts';
import { actingStaff, actingStaffOptions, operator } from './acting-staff.ts';
import {
  type Command,
  CommandFailed,
  type CommandOptions,
  readFlags,
  type Surroundings,
  UsageError,
} from './command.ts';
import { openBackend } from './open-backend.ts';
import { batchesOf, readRecords } from './record-file.ts';
import { samplePassword, samplePortal } from './sample-portal.ts';
import { tallyOf } from './tally.ts';

const options = {
  file: { type: 'string', value: 'FILE', meaning: 'Takes records of yours from a JSON file, in place of sample data.' },
  ...actingStaffOptions,
  force: { type: 'boolean', meaning: 'Adds sample data where accounts are known or a mail server is set.' },
} as const satisfies CommandOptions;

/** Fills the database: with sample data, or with records of one's own. */
export const seedCommand: Command = {
  name: 'seed',
  summary: 'Fills the database with sample data, or with the records of a file.',
  help: `Without flags it adds sample accounts, orders, contacts, staff and clients, to try everything out.
It does so on an empty database only, and where no mail can leave; --force says to do it anyway.

With --file it adds and updates accounts, orders and contacts from a file, as a CRM would by
records.upsert: {"accounts": [...], "orders": [...], "contacts": [...]}. Records are known by their
id in the source. It can be repeated. --email and --name say who does it, for the audit trail.

On the embedded database the server must be stopped meanwhile.`,
  options,
  async run(args, around) {
    const { file, force, ...staff } = readFlags(args, options);
    const config = configFromEnvironment(around.environment);
    if (file !== undefined) return takeRecords(file, operator(actingStaff(staff)), config, around);
    if (Object.keys(staff).length > 0) throw new UsageError('--email, --name and --source go together with --file.');
    return addSampleData(config, force ?? false, around);
  },
};

async function takeRecords(
  file: string,
  principal: ReturnType<typeof operator>,
  config: ServerConfig,
  { out, err }: Surroundings,
): Promise<number> {
  const records = await readRecords(file);
  const { backend, close } = await openBackend(config);
  try {
    const tally = tallyOf();
    for (const batch of batchesOf(records)) tally.add((await backend.as(principal).records.upsert(batch)).items);
    out(tally.text());
    for (const line of tally.refusals()) err(line);
    return tally.refusals().length > 0 ? 1 : 0;
  } finally {
    await close();
  }
}

async function addSampleData(config: ServerConfig, force: boolean, { out }: Surroundings): Promise<number> {
  if (config.smtpUrl !== undefined && !force) {
    throw new CommandFailed(
      'PORTICO_SMTP_URL is set, so that mails to the sample addresses would leave this machine. Unset it, or add --force.',
    );
  }
  const database = await openDatabase(config);
  if (!force && (await hasAccounts(database))) {
    await database.close();
    throw new CommandFailed(
      `There are accounts in ${databasePlace(config)} already. Nothing was changed. To add the sample data anyway, add --force.`,
    );
  }
  const server = await startServer(config, { database });
  try {
    await seedAccess(server, samplePortal);
  } finally {
    await server.stop();
  }
  const { staff, grants } = samplePortal;
  const client = grants.find(grant => grant.password !== undefined)?.contact.email;
  out(`Sample data is in ${databasePlace(config)}. Next:
  portico serve
  Sign in at ${config.publicOrigin}/portal/ as ${client}, password ${samplePassword}.
  portico token --email ${staff.email} --name "${staff.name}" --all
`);
  return 0;
}

async function hasAccounts({ db }: Database): Promise<boolean> {
  const [first] = await db.select({ one: sql`1` }).from(accounts).limit(1);
  return first !== undefined;
}

import { type ElementApi, manifestFile, readManifest } from '../../manifest.ts';

type Elements = Record<string, { events: string[] }>;

declare const data: Elements;

export { data };

/** What examples have to know of the elements, by tag. */
export default {
  watch: [manifestFile],
  load: (): Elements => Object.fromEntries(readManifest().flatMap(elementOf)),
};

function elementOf({ tagName, events = [] }: ElementApi): [string, Elements[string]][] {
  return tagName ? [[tagName, { events: events.map(({ name }) => name) }]] : [];
}

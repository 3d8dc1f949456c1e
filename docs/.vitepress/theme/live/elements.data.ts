import { elementsOf } from '../../../../packages/widgets/manifest/elements.ts';
import { manifestFile, readManifest } from '../../../../packages/widgets/manifest/read.ts';

type Elements = Record<string, { events: string[] }>;

declare const data: Elements;

export { data };

/** What examples have to know of the elements, by tag. */
export default {
  watch: [manifestFile],
  load: (): Elements =>
    Object.fromEntries(
      elementsOf(readManifest()).map(({ tagName, events = [] }) => [
        tagName,
        { events: events.map(({ name }) => name) },
      ]),
    ),
};

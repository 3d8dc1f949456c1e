import { readManifest } from '../../widgets/manifest/read.ts';
import { componentSource, indexSource, moduleName } from './component.ts';
import { elementsOf, type PublishedElement } from './manifest.ts';

/** The generated files, by their paths in `src`. */
export function generatedSources(): Map<string, string> {
  const elements = readElements();
  return new Map([
    ...elements.map(element => [`components/${moduleName(element)}.ts`, componentSource(element)] as const),
    ['index.ts', indexSource(elements)] as const,
  ]);
}

/** The elements that the widgets' build tells of. */
export function readElements(): PublishedElement[] {
  return elementsOf(readManifest());
}

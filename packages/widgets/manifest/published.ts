import { posix } from 'node:path';
import type { Attribute, ClassMember, Declaration, Module, Package } from 'custom-elements-manifest';

/**
 * Leaves of a manifest what a page can use: exported modules, at the paths they are published under, with the members
 * that are not private. The analyzer tells of sources.
 * @param styles - Where custom properties are read, and so what they are while no page sets them.
 */
export function published(manifest: Package, styles: string): Package {
  const sources = manifest.modules.map(resolvePaths);
  const isPublished = publishedPaths(sources);
  const modules = sources.filter(({ path }) => isPublished.has(path)).map(atPublishedPaths);
  const defaults = defaultsIn(styles);
  return { ...manifest, modules: modules.map(module => forPages(module, defaults)) };
}

/** Every path from the package's folder; the analyzer names modules from there, from its root, or from each other. */
function resolvePaths(module: Module): Module {
  const resolved = (from: string) => posix.join(from.startsWith('.') ? posix.dirname(module.path) : '', from);
  return mapPaths(module, path => resolved(path).replace(/^\//, ''));
}

/** The package's entry and the defining modules, and where what they export is declared. */
function publishedPaths(modules: Module[]): Set<string> {
  const entries = modules.filter(({ path }) => path === 'src/index.ts' || path.endsWith('/define.ts'));
  const exported = entries.flatMap(({ exports = [] }) =>
    exports.flatMap(({ declaration }) => declaration.module ?? []),
  );
  return new Set([...entries.map(({ path }) => path), ...exported]);
}

function atPublishedPaths(module: Module): Module {
  return mapPaths(module, path => path.replace(/^src\/(.*)\.ts$/, 'dist/$1.js'));
}

function mapPaths(module: Module, map: (path: string) => string): Module {
  const isPath = (key: string, value: unknown) => (key === 'path' || key === 'module') && typeof value === 'string';
  return JSON.parse(JSON.stringify(module), (key, value) => (isPath(key, value) ? map(value) : value));
}

function forPages(module: Module, defaults: Map<string, string>): Module {
  return { ...module, declarations: module.declarations?.map(declared => ofPages(declared, defaults)) ?? [] };
}

function ofPages(declaration: Declaration, defaults: Map<string, string>): Declaration {
  if (declaration.kind !== 'class') return declaration;
  const { members = [] } = declaration;
  const attributes = 'attributes' in declaration ? declaration.attributes : undefined;
  const cssProperties = 'cssProperties' in declaration ? declaration.cssProperties : undefined;
  return {
    ...declaration,
    members: members.filter(isPublic),
    ...(attributes && { attributes: attributes.map(withoutUndefined) }),
    ...(cssProperties && {
      cssProperties: cssProperties.map(property => ({ ...property, default: defaults.get(property.name) ?? '' })),
    }),
  };
}

function isPublic({ name, privacy }: ClassMember): boolean {
  return !name.startsWith('#') && privacy !== 'private' && privacy !== 'protected';
}

/** An attribute is there or not; undefined is what its property is meanwhile. */
function withoutUndefined(attribute: Attribute): Attribute {
  const text = attribute.type?.text.replace(/ \| undefined$/, '');
  return text === undefined ? attribute : { ...attribute, type: { ...attribute.type, text } };
}

function defaultsIn(styles: string): Map<string, string> {
  const reads = styles.matchAll(/var\((--portico-[\w-]+), (.*)\);/g);
  return new Map([...reads].map(([, name = '', value = '']) => [name, value]));
}

/**
 * A packed package is without what only this repository reads: the condition `source`, which leads to TypeScript that
 * Node runs in no `node_modules`, and the tools and commands of its own build.
 */
function beforePacking({ devDependencies, scripts, ...manifest }) {
  return {
    ...manifest,
    exports: JSON.parse(JSON.stringify(manifest.exports), (key, value) => (key === 'source' ? undefined : value)),
  };
}

export const hooks = { beforePacking };

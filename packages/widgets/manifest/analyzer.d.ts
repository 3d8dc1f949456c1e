// The analyzer's own declarations name neither: they are for those who run its command, which goes on without its
// configuration where that cannot be read.

declare module '@custom-elements-manifest/analyzer/index.js' {
  import type { Plugin } from '@custom-elements-manifest/analyzer';
  import type { Package } from 'custom-elements-manifest';

  export function create(options: { modules: unknown[]; plugins: Plugin[] }): Package;
  export const ts: {
    ScriptTarget: { ES2022: number };
    createSourceFile(path: string, code: string, target: number, setParentNodes: boolean): unknown;
  };
}

declare module '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js' {
  import type { Plugin } from '@custom-elements-manifest/analyzer';

  export function litPlugin(): Plugin[];
}

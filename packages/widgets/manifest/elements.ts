import type { ClassField, CustomElementDeclaration, Package } from 'custom-elements-manifest';

/** An element of the manifest that a page can write. */
export type PublishedElement = CustomElementDeclaration & { tagName: string };

/** The elements of a manifest, in the order of their tags. */
export function elementsOf({ modules }: Package): PublishedElement[] {
  return modules
    .flatMap(({ declarations = [] }) => declarations)
    .filter((declaration): declaration is PublishedElement => 'tagName' in declaration)
    .sort((a, b) => (a.tagName < b.tagName ? -1 : 1));
}

/** The properties that a page can set on an element. */
export function settableProperties({ members = [] }: PublishedElement): ClassField[] {
  return members.filter(
    (member): member is ClassField => member.kind === 'field' && !member.static && !member.readonly,
  );
}

import type { WidgetExample } from '../../../../packages/widgets/src/widget-example.fixture.ts';

const sources = '../../../../packages/widgets/src';
const examples = import.meta.glob<{ example: WidgetExample }>('../../../../packages/widgets/src/*/*.example.ts');
const definitions = import.meta.glob('../../../../packages/widgets/src/*/define.ts');
const themes = import.meta.glob<string>('../../../../packages/widgets/src/themes/*.css', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Registers a widget and its provider, and gives the example that its folder has. */
export async function loadExample(widget: string): Promise<WidgetExample> {
  const load = examples[`${sources}/${widget}/${widget}.example.ts`];
  if (!load) throw new Error(`No widget is called ${widget}.`);
  const [{ example }] = await Promise.all([
    load(),
    definitions[`${sources}/${widget}/define.ts`]?.(),
    definitions[`${sources}/provider/define.ts`]?.(),
  ]);
  return example;
}

/** The stylesheets that the package brings, by name; `plain` is none. */
export const themeStyles: Record<string, string> = {
  plain: '',
  ...Object.fromEntries(Object.entries(themes).map(([file, css]) => [file.replace(/^.*\/|\.css$/g, ''), css])),
};

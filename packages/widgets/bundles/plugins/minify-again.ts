import { minify } from 'terser';
import type { Plugin } from 'vite';

/** Once more by terser, which sees what the bundler's own minifier leaves; then line breaks are only those of templates. */
export function minifyAgain(): Plugin {
  return {
    name: 'portico-minify-again',
    async generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        const { code = '' } = await minify(file.code, {
          module: true,
          ecma: 2020,
          compress: { passes: 6, keep_fargs: false, pure_getters: true, unsafe_arrows: true, unsafe_methods: true },
        });
        file.code = code.replace(/\s*\n\s*/g, ' ');
      }
    },
  };
}

import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import HomePage from './HomePage.vue';
import LiveExample from './LiveExample.vue';
import ThemeEditor from './ThemeEditor.vue';
import './style.css';

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('HomePage', HomePage);
    app.component('LiveExample', LiveExample);
    app.component('ThemeEditor', ThemeEditor);
  },
} satisfies Theme;
